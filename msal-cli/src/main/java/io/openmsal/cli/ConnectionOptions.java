package io.openmsal.cli;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.ProxySettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach the provider. */
final class ConnectionOptions {

    private static final String PROXY_PASSWORD = "MSAL_PROXY_PASSWORD";

    @Option(
            names = "--ca-cert",
            paramLabel = "FILE",
            description = "PEM file of certificate authorities to trust besides those of the JDK.")
    private @Nullable Path caCertificates;

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            description = "http://[USER@]HOST:PORT. The password comes from " + PROXY_PASSWORD + " or a prompt.")
    private @Nullable String proxy;

    /** What it means, in words without secrets. */
    String description(HttpSettings settings) {
        String trust = caCertificates == null
                ? "certificates of the JDK's authorities are trusted"
                : "certificates of the JDK's authorities and of those in --ca-cert are trusted";
        return settings.proxy()
                        .map(used -> "through the proxy " + used.host() + ":" + used.port())
                        .orElse("no proxy")
                + "; " + trust;
    }

    HttpSettings settings(Shell shell) {
        HttpSettings.Builder settings = HttpSettings.builder();
        if (caCertificates != null) {
            settings.trust(trust(caCertificates));
        }
        if (proxy != null) {
            settings.proxy(proxy(proxy, shell));
        }
        return settings.build();
    }

    private static TrustSettings trust(Path file) {
        String text = TextFile.pem(TextFile.bytes(file, "--ca-cert"));
        try {
            return TrustSettings.pem(text);
        } catch (IllegalArgumentException noCertificate) {
            throw new MsalConfigurationException(
                    "invalid_ca_certificate",
                    "The file " + FileName.of(file) + " of --ca-cert cannot be used: " + noCertificate.getMessage()
                            + ".",
                    null,
                    noCertificate);
        }
    }

    private static ProxySettings proxy(String text, Shell shell) {
        URI uri = uri(text);
        String user = uri.getUserInfo();
        if (user != null && user.indexOf(':') >= 0) {
            throw invalidProxy("it must not hold a password, which every process of this machine could see; set "
                    + PROXY_PASSWORD + " instead");
        }
        try {
            ProxySettings settings = ProxySettings.of(uri.getHost(), uri.getPort());
            return user == null ? settings : settings.withCredentials(user, password(shell));
        } catch (IllegalArgumentException unusable) {
            throw invalidProxy(String.valueOf(unusable.getMessage()));
        }
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            boolean bare = uri.getPath() == null
                    || uri.getPath().isEmpty()
                    || uri.getPath().equals("/");
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0 && bare) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw invalidProxy("it is not a URL");
        }
        throw invalidProxy("it needs the scheme http, a host and a port, and nothing after that");
    }

    private static Secret password(Shell shell) {
        return shell.secret(PROXY_PASSWORD)
                .orElseGet(() -> shell.demand(
                        "Proxy password",
                        () -> invalidProxy("it names a user and there is no password; set " + PROXY_PASSWORD)));
    }

    /** Does not repeat the address: it may hold a password. */
    private static MsalConfigurationException invalidProxy(String why) {
        return new MsalConfigurationException("invalid_proxy", "The address of --proxy cannot be used: " + why + ".");
    }
}
