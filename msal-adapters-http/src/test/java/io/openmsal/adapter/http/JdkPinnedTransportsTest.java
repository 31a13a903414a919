package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.testing.http.LoopbackServer;
import java.math.BigInteger;
import java.security.MessageDigest;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkPinnedTransportsTest {

    private final JdkPinnedTransports pinned = new JdkPinnedTransports(HttpSettings.defaults());
    private TestAuthority authority;
    private LoopbackServer server;

    @BeforeEach
    void startAServerThatNoRootVouchesForUnderAnotherName() throws Exception {
        authority = new TestAuthority();
        server = LoopbackServer.startTls(
                authority.serverContext(new GeneralName(GeneralName.dNSName, "elsewhere.example")),
                (request, reply) -> reply.json(200, "{}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String thumbprintOfTheServer() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) authority.trustingContext().getSocketFactory().createSocket("127.0.0.1", server.port())) {
            byte[] certificate = socket.getSession().getPeerCertificates()[0].getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(certificate);
            return String.format("%040x", new BigInteger(1, hash));
        }
    }

    @Test
    void theHolderOfTheCertificateIsBelieved() throws Exception {
        HttpRequest request = HttpRequest.get(server.uri("/token")).withHeader("Secret", "canary");

        assertThat(pinned.trusting(thumbprintOfTheServer()).send(request).status())
                .isEqualTo(200);
        assertThat(server.requests())
                .singleElement()
                .satisfies(received -> assertThat(received.headers()).containsEntry("Secret", "canary"));
    }

    @Test
    void anyoneElseGetsNoByteOfTheRequest() {
        HttpRequest request = HttpRequest.get(server.uri("/token")).withHeader("Secret", "canary");

        assertThatExceptionOfType(RequestNotSentException.class)
                .isThrownBy(() -> pinned.trusting("00".repeat(20)).send(request))
                .withMessageNotContaining("canary");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aThumbprintThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> pinned.trusting("AA:BB"));
    }
}
