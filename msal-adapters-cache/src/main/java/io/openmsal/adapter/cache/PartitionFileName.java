package io.openmsal.adapter.cache;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a partition's file. Names that differ in case alone need different files also where a file system does not
 * tell case; so the name is written in lower case, followed by which of its characters were not. The prefix keeps away from
 * names that a system reserves ({@code ..}, {@code nul}), the suffix from a dot at the end. At most 250 characters.
 */
final class PartitionFileName {

    private static final Pattern FORM = Pattern.compile("p-([a-z0-9._@~-]{1,200})(?:\\+([0-9a-v]{1,40}))?\\.tokens");
    private static final int RADIX = 32;

    private PartitionFileName() {}

    static String of(String partition) {
        BigInteger capitals = BigInteger.ZERO;
        for (int i = 0; i < partition.length(); i++) {
            if (isCapital(partition.charAt(i))) {
                capitals = capitals.setBit(i);
            }
        }
        String marks = capitals.signum() == 0 ? "" : "+" + capitals.toString(RADIX);
        return "p-" + partition.toLowerCase(Locale.ROOT) + marks + ".tokens";
    }

    /** The partition, or empty when the file is something else. */
    static Optional<String> partition(String fileName) {
        Matcher form = FORM.matcher(fileName);
        if (!form.matches()) {
            return Optional.empty();
        }
        StringBuilder partition = new StringBuilder(form.group(1));
        if (form.group(2) != null) {
            BigInteger capitals = new BigInteger(form.group(2), RADIX);
            for (int i = 0; i < partition.length(); i++) {
                if (capitals.testBit(i)) {
                    partition.setCharAt(i, Character.toUpperCase(partition.charAt(i)));
                }
            }
        }
        return Optional.of(partition.toString());
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
