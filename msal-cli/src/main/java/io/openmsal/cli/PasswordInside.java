package io.openmsal.cli;

import java.util.regex.Pattern;

/** Whether an address of a database holds a password, which every process of the machine could read on a command line. */
final class PasswordInside {

    private static final Pattern NAMED = Pattern.compile("(?i)password|passwd|pwd");

    /** Nothing of Redis has an @ but after a user, and no user a colon. */
    private static final Pattern OF_REDIS = Pattern.compile("(?is)rediss?:(?://)?.*:.*@.*");

    /** user/password@host */
    private static final Pattern OF_ORACLE = Pattern.compile("(?is)jdbc:oracle:[^:]*:[^/@]*/[^@]+@.*");

    private static final String HOST = "(?:\\[[^\\]]*\\]|[^:/?;,@\\[]*)(?::\\d+)?";

    /** One of the parameters that follow a host, such as a user of Azure, may hold an @. */
    private static final Pattern HOSTS_AND_PARAMETERS = Pattern.compile("(?s)" + HOST + "(?:," + HOST + ")*[/?;].*=.*");

    private PasswordInside() {}

    static boolean isIn(String address) {
        return NAMED.matcher(address).find()
                || OF_REDIS.matcher(address).matches()
                || OF_ORACLE.matcher(address).matches()
                || isBeforeTheHost(address);
    }

    /** As in {@code //user:password@host}: a password may hold whatever else parts an address. */
    private static boolean isBeforeTheHost(String address) {
        int begin = address.indexOf("//");
        int end = address.lastIndexOf('@');
        if (begin < 0 || end < begin) {
            return false;
        }
        String before = address.substring(begin + 2, end);
        return before.indexOf(':') >= 0 && !HOSTS_AND_PARAMETERS.matcher(before).matches();
    }
}
