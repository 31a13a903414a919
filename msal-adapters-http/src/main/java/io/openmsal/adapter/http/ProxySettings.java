package io.openmsal.adapter.http;

import io.openmsal.port.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy, and which hosts are reached without it.
 *
 * <p>Loopback and link-local addresses always are: a proxy cannot reach this machine's loopback, and a managed-identity endpoint
 * such as 169.254.169.254 must see the machine that asks. Addresses are recognised as written; no name is resolved. Immutable
 * and safe for many threads. Prints no password.
 */
public final class ProxySettings {

    private static final Pattern DIRECT_HOST =
            Pattern.compile("(\\*?\\.)?[\\p{L}\\p{N}_-][\\p{L}\\p{N}._-]*|[0-9a-f.]*(:[0-9a-f.]*){2,}");

    private final String host;
    private final int port;
    private final @Nullable Credentials credentials;
    private final List<String> directHosts;

    private ProxySettings(String host, int port, @Nullable Credentials credentials, List<String> directHosts) {
        this.host = host;
        this.port = port;
        this.credentials = credentials;
        this.directHosts = directHosts;
    }

    /**
     * A proxy that asks for no credentials.
     *
     * @param host the proxy's host name, without a scheme
     * @param port the proxy's port, 1 to 65535
     * @return the settings
     * @throws IllegalArgumentException when the host is not a host name or the port out of range
     */
    public static ProxySettings of(String host, int port) {
        Objects.requireNonNull(host, "host");
        if (host.trim().isEmpty() || host.contains("/") || host.contains("@")) {
            throw new IllegalArgumentException(
                    "The proxy is given as a bare host name such as proxy.example.com: no scheme, no path, no user");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("The proxy's port must be between 1 and 65535, not " + port);
        }
        return new ProxySettings(host.trim(), port, null, List.of());
    }

    /**
     * The same proxy with credentials for Basic authentication (RFC 7617).
     *
     * @param username the user name, without a colon
     * @param password the password
     * @return new settings
     * @throws IllegalArgumentException when the user name is empty or holds a colon
     */
    public ProxySettings withCredentials(String username, Secret password) {
        Objects.requireNonNull(password, "password");
        if (username.isEmpty() || username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("A proxy's user name must not be empty and must not hold a colon");
        }
        return new ProxySettings(host, port, new Credentials(username, password), directHosts);
    }

    /**
     * The same proxy with hosts that are reached without it.
     *
     * @param patterns host names or literal addresses, IPv6 with or without brackets; {@code *.example.com} or {@code .example.com} for a
     *     domain and all below it; replaces an earlier list
     * @return new settings
     * @throws IllegalArgumentException when a pattern has another form, so that it would match no host
     */
    public ProxySettings withDirectHosts(String... patterns) {
        List<String> direct =
                Arrays.stream(patterns).map(ProxySettings::directHost).toList();
        return new ProxySettings(host, port, credentials, direct);
    }

    private static String directHost(String pattern) {
        String name = withoutBrackets(pattern.trim().toLowerCase(Locale.ROOT));
        if (!DIRECT_HOST.matcher(name).matches()) {
            throw new IllegalArgumentException("A host that is reached without the proxy is given as host.example.com,"
                    + " *.example.com, .example.com, 10.0.0.1 or 2001:db8::7, each as an argument of its own, not as '"
                    + pattern + "'");
        }
        return name.startsWith(".") ? "*" + name : name;
    }

    private static String withoutBrackets(String name) {
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    /**
     * The proxy's host.
     *
     * @return a host name
     */
    public String host() {
        return host;
    }

    /**
     * The proxy's port.
     *
     * @return 1 to 65535
     */
    public int port() {
        return port;
    }

    /**
     * The user name.
     *
     * @return empty when the proxy asks for none
     */
    public Optional<String> username() {
        return Optional.ofNullable(credentials).map(Credentials::username);
    }

    /**
     * The password.
     *
     * @return empty when the proxy asks for none
     */
    public Optional<Secret> password() {
        return Optional.ofNullable(credentials).map(Credentials::password);
    }

    /**
     * Whether a host is reached through the proxy.
     *
     * @param target a host name or literal address, IPv6 with or without brackets
     * @return false for loopback, link-local and the hosts named direct
     */
    public boolean isUsedFor(String target) {
        String name = withoutBrackets(target.toLowerCase(Locale.ROOT));
        return !isLoopback(name) && !isLinkLocal(name) && !isNamedDirect(name);
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || (isIpv4(name) && name.startsWith("127."))
                || name.equals("::1")
                || name.equals("0:0:0:0:0:0:0:1");
    }

    private static boolean isLinkLocal(String name) {
        return (isIpv4(name) && name.startsWith("169.254.")) || name.matches("fe[89ab][0-9a-f]:.*");
    }

    // without the check, a registered domain such as 127.attacker.example would leave the proxy
    private static boolean isIpv4(String name) {
        return name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    private boolean isNamedDirect(String name) {
        return directHosts.stream()
                .anyMatch(pattern -> pattern.startsWith("*.")
                        ? name.endsWith(pattern.substring(1)) || name.equals(pattern.substring(2))
                        : name.equals(pattern));
    }

    /** Host, port, and whether there are credentials. */
    @Override
    public String toString() {
        return host + ":" + port + (credentials == null ? "" : " with credentials");
    }

    private record Credentials(String username, Secret password) {}
}
