package io.openmsal.domain.authority;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The address of an authority as a person typed it: checked, split, and put into one form. */
final class AuthorityUrl {

    private final String scheme;
    private final String host;
    private final int port;
    private final List<String> segments;

    private AuthorityUrl(String scheme, String host, int port, List<String> segments) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.segments = segments;
    }

    static AuthorityUrl parse(String text, LoopbackHttp loopbackHttp) {
        URI uri;
        try {
            uri = new URI(text.trim());
        } catch (URISyntaxException malformed) {
            throw invalid(text, "it is not a URL");
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw invalid(text, "it has no scheme or no host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid(text, "user information, a query or a fragment has no place in it");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if ("http".equals(scheme)) {
            loopbackHttp.check(host, text);
        } else if (!"https".equals(scheme)) {
            throw invalid(text, "its scheme is " + scheme);
        }
        List<String> segments = new ArrayList<>();
        for (String segment : uri.getRawPath().split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return new AuthorityUrl(scheme, host, uri.getPort(), segments);
    }

    static MsalConfigurationException invalid(String text, String why) {
        return new MsalConfigurationException(
                "invalid_authority",
                "The authority " + withoutQuery(text) + " cannot be used: " + why
                        + ". Expected https://{host}/{tenant}, for example https://login.microsoftonline.com/common,"
                        + " or the issuer of an OpenID Connect provider through oidcAuthority.");
    }

    private static String withoutQuery(String text) {
        String shown = text.replaceAll("[?#].*", "").replaceAll("//[^/@]*@", "//");
        return shown.length() > 200 ? shown.substring(0, 200) + "…" : shown;
    }

    String scheme() {
        return scheme;
    }

    String host() {
        return host;
    }

    List<String> segments() {
        return segments;
    }

    /** Scheme, host and port, without a slash at the end. */
    String origin() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }
}
