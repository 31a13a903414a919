package io.openmsal.domain.authority;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Map;

/** The hosts at which Microsoft Entra takes client certificates in the TLS handshake. */
final class MutualTlsHost {

    private static final String LOGIN = "login.";

    /** Names of clouds that have no such host of their own, and those to use instead. */
    private static final Map<String, String> USE_INSTEAD = Map.of(
            "login.usgovcloudapi.net", "login.microsoftonline.us",
            "login.chinacloudapi.cn", "login.partner.microsoftonline.cn");

    private MutualTlsHost() {}

    /**
     * The host for a cloud's usual one.
     *
     * @throws MsalConfigurationException when there is none
     */
    static String of(String host) {
        if (Cloud.PUBLIC.hosts().contains(host)) {
            return "mtlsauth.microsoft.com";
        }
        if (USE_INSTEAD.containsKey(host)) {
            throw notAt(host, "Use https://" + USE_INSTEAD.get(host) + " as authority.");
        }
        if (!host.startsWith(LOGIN)) {
            throw notAt(host, "Leave mutual TLS out, or use an authority whose host begins with login.");
        }
        return "mtlsauth." + host.substring(LOGIN.length());
    }

    /** Whether a host, perhaps a region's, takes certificates for a cloud. */
    static boolean isOf(Cloud cloud, String host) {
        return cloud.hosts().stream()
                .filter(usual -> usual.startsWith(LOGIN) && !USE_INSTEAD.containsKey(usual))
                .map(MutualTlsHost::of)
                .anyMatch(own -> host.equals(own) || host.endsWith("." + own));
    }

    private static MsalConfigurationException notAt(String host, String next) {
        return new MsalConfigurationException(
                "mtls_pop_not_supported_for_environment",
                "No host is known at which " + host + " takes client certificates, so nothing was sent. " + next);
    }
}
