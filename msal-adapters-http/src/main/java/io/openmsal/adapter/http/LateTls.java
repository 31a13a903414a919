package io.openmsal.adapter.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS whose certificates are read at the first handshake: the token endpoints of Azure's hosts speak plain HTTP, and a program that
 * asks nobody else should not wait for a list of authorities. Safe for many threads.
 */
final class LateTls implements TlsSocketStrategy {

    private final TrustSettings trust;
    private final @Nullable SSLContext given;
    private final Object guard = new Object();
    private volatile @Nullable TlsSocketStrategy made;

    /** Makes its context of what is trusted, unless one is given, such as one that shows a certificate. */
    LateTls(TrustSettings trust, @Nullable SSLContext given) {
        this.trust = trust;
        this.given = given;
    }

    @Override
    public SSLSocket upgrade(
            Socket socket, String target, int port, @Nullable Object attachment, @Nullable HttpContext context)
            throws IOException {
        TlsSocketStrategy strategy = strategy();
        try {
            return strategy.upgrade(socket, target, port, attachment, context);
        } catch (SocketException loss) {
            throw FailureText.lostInHandshake(loss);
        }
    }

    private TlsSocketStrategy strategy() throws LastingFailureException {
        TlsSocketStrategy ready = made;
        if (ready == null) {
            synchronized (guard) {
                ready = made;
                if (ready == null) {
                    ready = make();
                    made = ready;
                }
            }
        }
        return ready;
    }

    private TlsSocketStrategy make() throws LastingFailureException {
        try {
            ClientTlsStrategyBuilder builder =
                    ClientTlsStrategyBuilder.create().setSslContext(given == null ? trust.toSslContext() : given);
            if (HostNameCheck.of(trust) == HostNameCheck.AFTER_THE_HANDSHAKE) {
                // HttpClient leaves names to the trust manager otherwise
                builder.setHostnameVerifier(HttpsSupport.getDefaultHostnameVerifier());
            }
            return builder.buildClassic();
        } catch (GeneralSecurityException broken) {
            throw FailureText.noTlsContext(trust, broken);
        }
    }
}
