package io.openmsal.port.http;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an answer came over, for people who want to know why a host is reached, or is not, in the way it is. Immutable and safe for
 * many threads. Holds nothing that is secret.
 *
 * @param proxy the proxy in between as {@code host:port}, without who one is there; empty when the server was reached directly
 * @param tls how the connection was protected; empty for plain http
 */
public record HttpConnection(Optional<String> proxy, Optional<Tls> tls) {

    /** Checks that nothing is missing. */
    public HttpConnection {
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(tls, "tls");
    }

    /**
     * What was agreed on in the TLS handshake (RFC 8446 §4).
     *
     * @param protocol the version, such as {@code TLSv1.3}
     * @param cipherSuite the cipher suite by its standard name, such as {@code TLS_AES_256_GCM_SHA384}
     * @param serverCertificates what the server showed, its own certificate first; empty when the platform does not tell
     */
    public record Tls(String protocol, String cipherSuite, List<X509Certificate> serverCertificates) {

        /** Copies the certificates. */
        public Tls {
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(cipherSuite, "cipherSuite");
            serverCertificates = Collections.unmodifiableList(new ArrayList<>(serverCertificates));
        }

        /** Version and cipher suite. */
        @Override
        public String toString() {
            return protocol + " with " + cipherSuite;
        }
    }

    /** How the server was reached, in words. */
    @Override
    public String toString() {
        return tls.map(Tls::toString).orElse("no TLS")
                + proxy.map(address -> ", through the proxy " + address).orElse(", directly");
    }
}
