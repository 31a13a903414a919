package io.openmsal.domain.authority;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The address of an authority as a person typed it: checked, split, and put into one form. */
final class AuthorityUrl {

    private final String text;
    private final String scheme;
    private final String host;
    private final int port;
    private final List<String> segments;

    private AuthorityUrl(String text, String scheme, String host, int port, List<String> segments) {
        this.text = text;
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
        int port = uri.getPort() == 443 && "https".equals(scheme) ? -1 : uri.getPort();
        return new AuthorityUrl(text, scheme, host, port, Collections.unmodifiableList(segments));
    }

    /** A refusal of this address, next to the shapes that are accepted. */
    MsalConfigurationException refused(String why) {
        return invalid(text, why);
    }

    /** An issuer that somebody else names, or empty when it is no address that could be one. */
    static Optional<AuthorityUrl> ofIssuer(String text) {
        try {
            boolean plain = text.startsWith("http://");
            return Optional.of(parse(plain ? "https" + text.substring(4) : text, LoopbackHttp.REFUSED))
                    .map(url -> plain ? new AuthorityUrl(text, "http", url.host, url.port, url.segments) : url);
        } catch (MsalConfigurationException malformed) {
            return Optional.empty();
        }
    }

    /** A refusal of this address for its host. */
    MsalConfigurationException unknownHost(String why) {
        return refusal("unknown_authority_host", text, why);
    }

    static MsalConfigurationException invalid(String text, String why) {
        return refusal("invalid_authority", text, why);
    }

    private static MsalConfigurationException refusal(String code, String text, String why) {
        return new MsalConfigurationException(
                code, "The authority " + withoutQuery(text) + " cannot be used: " + why + ". " + AcceptedShape.all());
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

    /** The segments without the version that addresses are often copied with. */
    List<String> unversionedSegments() {
        int last = segments.size() - 1;
        boolean versioned = last > 0 && segments.get(last).equalsIgnoreCase("v2.0");
        return versioned ? segments.subList(0, last) : segments;
    }

    /** Whether it is https on the usual port, as every host of Microsoft's is. */
    boolean isOnStandardHttps() {
        return "https".equals(scheme) && port < 0;
    }

    /** Scheme, host and port, without a slash at the end. */
    String origin() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }
}
