package io.openmsal.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.PinnedTransports;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.testing.emulator.LoopbackTls;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PinnedTransports} does, over real TLS on loopback with a server that no root vouches for and whose certificate
 * names another host. Extend it, say which adapter, and run it with JUnit.
 */
public abstract class PinnedTransportsContract {

    private LoopbackTls tls;
    private LoopbackServer server;

    /** For subclasses. */
    protected PinnedTransportsContract() {}

    /**
     * The adapter under test.
     *
     * @return the adapter
     */
    protected abstract PinnedTransports transports();

    @BeforeEach
    void startAServer() throws Exception {
        tls = LoopbackTls.create(new SecureRandom(), "elsewhere.example");
        server = LoopbackServer.startTls(tls.server(), (request, reply) -> reply.json(200, "{}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest request() {
        return HttpRequest.get(server.uri("/token")).withHeader("Secret", "canary");
    }

    @Test
    void theHolderOfTheCertificateIsBelieved() throws Exception {
        assertThat(transports()
                        .trusting(thumbprintOfTheServer())
                        .send(request())
                        .status())
                .isEqualTo(200);
        assertThat(server.requests())
                .singleElement()
                .satisfies(received -> assertThat(received.headers()).containsEntry("Secret", "canary"));
    }

    @Test
    void anyoneElseGetsNoByteOfTheRequest() {
        assertThatExceptionOfType(RequestNotSentException.class)
                .isThrownBy(() -> transports().trusting("00".repeat(20)).send(request()))
                .withMessageNotContaining("canary");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aThumbprintThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> transports().trusting("AA:BB"));
    }

    private String thumbprintOfTheServer() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) believing(tls.authorityPem()).getSocketFactory().createSocket("127.0.0.1", server.port())) {
            byte[] certificate = socket.getSession().getPeerCertificates()[0].getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(certificate);
            return String.format("%040x", new BigInteger(1, hash));
        }
    }

    private static SSLContext believing(String authorityPem) throws Exception {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        roots.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(authorityPem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
