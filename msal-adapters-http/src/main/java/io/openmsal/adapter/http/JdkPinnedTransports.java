package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.PinnedTransports;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Transports on the JDK alone that believe one certificate, whoever signed it and whatever name it bears. The handshake proves
 * that the server holds its key, and ends before any byte of the request when it is another certificate. Safe for many threads.
 */
public final class JdkPinnedTransports implements PinnedTransports {

    private final HttpSettings settings;

    /**
     * Makes the factory.
     *
     * @param settings time limits; trust and proxy are not used
     */
    public JdkPinnedTransports(HttpSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when it is no thumbprint of 40 lower-case hex digits
     */
    @Override
    public HttpTransport trusting(String sha1Thumbprint) {
        if (!sha1Thumbprint.matches("[0-9a-f]{40}")) {
            throw new IllegalArgumentException("A SHA-1 thumbprint has 40 lower-case hex digits");
        }
        HttpSettings limits = HttpSettings.builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .maxResponseBytes(settings.maxResponseBytes())
                .retryPolicy(RetryPolicy.none())
                .build();
        return new JdkHttpTransport(limits, contextFor(sha1Thumbprint).getSocketFactory());
    }

    private static SSLContext contextFor(String thumbprint) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedTrust(thumbprint)}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has TLS", impossible);
        }
    }
}
