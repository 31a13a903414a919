package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.http.LoopbackServer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any library may set {@link HttpsURLConnection#setDefaultHostnameVerifier} for the whole process; no transport asks it. */
class HostNameVerifierOfTheJvmTest {

    private static final GeneralName LOOPBACK = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final GeneralName ELSEWHERE = new GeneralName(GeneralName.dNSName, "elsewhere.example.test");

    private final HostnameVerifier before = HttpsURLConnection.getDefaultHostnameVerifier();
    private TestAuthority authority;
    private HttpSettings trusting;

    @BeforeEach
    void trustAnAuthority() throws Exception {
        authority = new TestAuthority();
        trusting =
                HttpSettings.builder().trust(TrustSettings.pem(authority.pem())).build();
    }

    @AfterEach
    void restore() {
        HttpsURLConnection.setDefaultHostnameVerifier(before);
    }

    private LoopbackServer serverOf(GeneralName name) throws Exception {
        return LoopbackServer.startTls(authority.serverContext(name), (request, reply) -> reply.json(200, "{}"));
    }

    private List<HttpTransport> transportsThatGoByTheName() throws Exception {
        TestCertificate certificate = TestCertificates.valid();
        TlsIdentity identity = new TlsIdentity(certificate.privateKey(), certificate.chain());
        return List.of(
                new JdkHttpTransport(trusting),
                new JdkMutualTlsTransports(trusting).presenting(identity),
                new ApacheHttpTransport(trusting),
                new ApacheMutualTlsTransports(trusting).presenting(identity));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverItSaysACertificateForAnotherHostIsRefused(boolean verdict) throws Exception {
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> verdict);
        try (LoopbackServer stranger = serverOf(ELSEWHERE)) {
            for (HttpTransport transport : transportsThatGoByTheName()) {
                assertThatExceptionOfType(LastingFailureException.class)
                        .isThrownBy(() -> transport.send(HttpRequest.get(stranger.uri("/"))))
                        .withMessageContaining("127.0.0.1 is not issued for that host name");
            }
            assertThat(stranger.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverItSaysACertificateForThisHostIsBelieved(boolean verdict) throws Exception {
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> verdict);
        try (LoopbackServer server = serverOf(LOOPBACK)) {
            for (HttpTransport transport : transportsThatGoByTheName()) {
                assertThat(transport.send(HttpRequest.get(server.uri("/"))).status())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverItSaysAPinnedCertificateIsBelievedWhateverNameItBears(boolean verdict) throws Exception {
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> verdict);
        try (LoopbackServer server = serverOf(ELSEWHERE)) {
            HttpTransport pinned = new JdkPinnedTransports(HttpSettings.defaults()).trusting(thumbprintOf(server));

            assertThat(pinned.send(HttpRequest.get(server.uri("/"))).status()).isEqualTo(200);
        }
    }

    private String thumbprintOf(LoopbackServer server) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) authority.trustingContext().getSocketFactory().createSocket("127.0.0.1", server.port())) {
            byte[] certificate = socket.getSession().getPeerCertificates()[0].getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
        }
    }
}
