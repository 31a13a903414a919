package io.openmsal.domain.managedidentity;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.environment.Environment;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * How far away a host's endpoint may be. A variable that somebody managed to change must not send the host's secret to the
 * internet, nor fetch a token from there. Only literal addresses and {@code localhost} count as near: a name can be made to lead
 * anywhere.
 */
public enum EndpointReach {
    /** This machine alone. */
    LOOPBACK("this machine (localhost, 127.0.0.1, [::1])") {
        @Override
        boolean covers(String scheme, String host) {
            return isLoopback(host);
        }
    },
    /** This machine, its link and the private network it is in, where container platforms put their endpoints. */
    LOCAL_NETWORK("this machine, a link-local or a private address") {
        @Override
        boolean covers(String scheme, String host) {
            return isLoopback(host) || isLinkLocal(host) || isPrivate(host);
        }
    },
    /** Near without TLS, anywhere with it. */
    LOCAL_NETWORK_OR_TLS("this machine, a link-local or a private address, or anywhere over https") {
        @Override
        boolean covers(String scheme, String host) {
            return scheme.equals("https") || LOCAL_NETWORK.covers(scheme, host);
        }
    },
    /** Anywhere, if over TLS: for hosts whose certificate is pinned. */
    TLS("an https address, since its certificate is checked by thumbprint") {
        @Override
        boolean covers(String scheme, String host) {
            return scheme.equals("https");
        }
    };

    private final String words;

    EndpointReach(String words) {
        this.words = words;
    }

    abstract boolean covers(String scheme, String host);

    /**
     * The endpoint that a variable names.
     *
     * @param environment where the variable is
     * @param variable its name
     * @return an http or https address within reach, without user information and fragment
     * @throws MsalConfigurationException when the variable is missing, no such address, or out of reach; its value is not shown
     */
    public URI endpointIn(Environment environment, String variable) {
        String text = environment
                .variable(variable)
                .map(String::trim)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> invalid(variable, "is not set"));
        URI uri = parsed(variable, text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        boolean complete = (scheme.equals("http") || scheme.equals("https"))
                && !host.isEmpty()
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
        if (!complete) {
            throw invalid(variable, "is not an absolute http or https URL");
        }
        if (!covers(scheme, host)) {
            throw invalid(variable, "points to " + scheme + "://" + host + ", but may only point to " + words);
        }
        return uri;
    }

    private static URI parsed(String variable, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException noUrl) {
            // the cause would show the value, which may hold a secret
            throw invalid(variable, "is not a URL");
        }
    }

    private static MsalConfigurationException invalid(String variable, String what) {
        return new MsalConfigurationException(
                "invalid_managed_identity_endpoint",
                "The environment variable " + variable + " " + what
                        + ". It is set by the Azure host; correct or remove whatever overrides it.");
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static boolean isLinkLocal(String host) {
        return host.matches("169\\.254(\\.\\d{1,3}){2}") || host.matches("\\[fe[89ab][0-9a-f]:.*]");
    }

    private static boolean isPrivate(String host) {
        return host.matches("10(\\.\\d{1,3}){3}")
                || host.matches("192\\.168(\\.\\d{1,3}){2}")
                || host.matches("172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}")
                || host.matches("\\[f[cd][0-9a-f]{2}:.*]");
    }
}
