package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpConnection;
import io.openmsal.port.http.HttpRequest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What is known of a connection, as both transports tell it. */
final class ConnectionFacts {

    private ConnectionFacts() {}

    static HttpConnection of(HttpRequest request, HttpSettings settings, @Nullable SSLSession session) {
        return new HttpConnection(
                proxy(request, settings), session == null ? Optional.empty() : Optional.of(tls(session)));
    }

    private static Optional<String> proxy(HttpRequest request, HttpSettings settings) {
        Optional<ProxySettings> proxy = settings.proxyFor(request.uri().getHost());
        return proxy.isPresent()
                ? Optional.of(proxy.get().host() + ":" + proxy.get().port())
                : Optional.empty();
    }

    private static HttpConnection.Tls tls(SSLSession session) {
        return new HttpConnection.Tls(session.getProtocol(), session.getCipherSuite(), certificates(session));
    }

    private static List<X509Certificate> certificates(SSLSession session) {
        List<X509Certificate> shown = new ArrayList<>();
        try {
            for (Certificate certificate : session.getPeerCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    shown.add(x509);
                }
            }
        } catch (SSLPeerUnverifiedException notTold) {
            return List.of();
        }
        return shown;
    }
}
