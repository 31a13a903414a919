package io.openmsal.domain.authority;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Locale;

/** The name of a tenant inside an address. It becomes part of the path that secrets are sent to, so it is checked. */
final class TenantName {

    private static final int LONGEST = 254;

    private TenantName() {}

    /** The name in lower case, or a refusal. */
    static String checked(String tenant) {
        if (!isTenant(tenant)) {
            throw new MsalConfigurationException(
                    "invalid_tenant",
                    "A tenant is a GUID, a domain, or one of common, organizations and consumers; letters, digits, dots and"
                            + " hyphens only.");
        }
        return tenant.toLowerCase(Locale.ROOT);
    }

    private static boolean isTenant(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            boolean atAnEnd = i == 0 || i == text.length() - 1;
            if (!isLetterOrDigit(text.charAt(i)) && (atAnEnd || "._-".indexOf(text.charAt(i)) < 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
    }
}
