package io.openmsal.domain.authority;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a tenant inside an address. It becomes part of the path that secrets are sent to, so it is checked. */
final class TenantName {

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252}[A-Za-z0-9])?");

    private TenantName() {}

    /** The name in lower case, or a refusal. */
    static String checked(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new MsalConfigurationException(
                    "invalid_tenant",
                    "A tenant is a GUID, a domain, or one of common, organizations and consumers; letters, digits, dots and"
                            + " hyphens only.");
        }
        return tenant.toLowerCase(Locale.ROOT);
    }
}
