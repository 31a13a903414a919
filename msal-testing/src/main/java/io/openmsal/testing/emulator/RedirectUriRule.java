package io.openmsal.testing.emulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** When a requested redirect URI is a registered one: equal text, save for the port of a loopback host (RFC 8252 §7.3). */
final class RedirectUriRule {

    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private RedirectUriRule() {}

    static boolean matches(String registered, String requested) {
        if (registered.equals(requested)) {
            return true;
        }
        Optional<URI> pattern = parse(registered);
        Optional<URI> actual = parse(requested);
        return pattern.isPresent() && actual.isPresent() && matches(pattern.get(), actual.get());
    }

    /** The part of a URI a content security policy names, such as {@code http://localhost:1234}, or the bare scheme. */
    static String source(String redirectUri) {
        return parse(redirectUri)
                .filter(uri -> uri.getScheme() != null)
                // a policy has no spelling for IPv6 addresses, so they are covered by their scheme
                .map(uri -> uri.getScheme().startsWith("http")
                                && !String.valueOf(uri.getHost()).startsWith("[")
                        ? uri.getScheme() + "://" + uri.getRawAuthority()
                        : uri.getScheme() + ":")
                .orElse("'none'");
    }

    private static boolean matches(URI pattern, URI actual) {
        return Objects.equals(pattern.getScheme(), actual.getScheme())
                && Objects.equals(pattern.getRawUserInfo(), actual.getRawUserInfo())
                && Objects.equals(pattern.getHost(), actual.getHost())
                && (pattern.getPort() == actual.getPort() || isLoopback(pattern))
                && Objects.equals(pattern.getRawQuery(), actual.getRawQuery())
                && actual.getRawFragment() == null
                && pathMatches(pathOf(pattern), pathOf(actual));
    }

    private static boolean pathMatches(String pattern, String actual) {
        return pattern.endsWith("*")
                ? actual.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(actual);
    }

    private static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        return host != null && LOOPBACK_HOSTS.contains(host.toLowerCase(Locale.ROOT));
    }

    private static String pathOf(URI uri) {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException notAUri) {
            return Optional.empty();
        }
    }
}
