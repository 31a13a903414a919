package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.port.http.HandshakeEndedException;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.RequestNotSentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract cannot show on loopback; over real TLS it is in {@code MutualTlsTransportsContract}. */
class CertificateShowingTransportTest {

    private static Throwable told(IOException failure) {
        CertificateShowingTransport transport = new CertificateShowingTransport(request -> {
            throw failure;
        });
        return catchThrowable(() -> transport.send(HttpRequest.get(URI.create("https://login.example.test/token"))));
    }

    static Stream<IOException> reasonsWhyNobodyJudgedIt() {
        return Stream.of(
                new SocketException("Network is unreachable"),
                new NoRouteToHostException("No route to host"),
                new ConnectException("Connection refused"),
                new SocketTimeoutException("Connect timed out"),
                new IOException("CONNECT was answered with 502"),
                new SSLException("Not trusted here", new CertificateException("No root signed it")));
    }

    @ParameterizedTest
    @MethodSource("reasonsWhyNobodyJudgedIt")
    void whatKeptItFromBeingShownIsNoRefusal(IOException cause) {
        RequestNotSentException failure = new RequestNotSentException("Cannot connect", cause);

        assertThat(told(failure)).isSameAs(failure);
    }

    @Test
    void aHandshakeThatEndsMayBeOneAndCanStillBeSentAgain() {
        SSLHandshakeException ended = new SSLHandshakeException("Received fatal alert: bad_certificate");

        assertThat(told(new RequestNotSentException("The TLS handshake failed", ended)))
                .isInstanceOf(RequestNotSentException.class)
                .hasCauseInstanceOf(HandshakeEndedException.class)
                .hasRootCause(ended);
    }

    @Test
    void aResetAfterTheRequestMayBeOne() {
        assertThat(told(new IOException("No whole answer", new SocketException("Connection reset"))))
                .isInstanceOf(HandshakeEndedException.class);
    }
}
