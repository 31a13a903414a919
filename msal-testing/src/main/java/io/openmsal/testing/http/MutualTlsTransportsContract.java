package io.openmsal.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HandshakeEndedException;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.emulator.LoopbackTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MutualTlsTransports} does, over real TLS against an {@link Emulator} on loopback. Extend it, say which adapter,
 * and run it with JUnit.
 */
public abstract class MutualTlsTransportsContract {

    private Emulator emulator;

    /** For subclasses. */
    protected MutualTlsTransportsContract() {}

    /**
     * The adapter under test.
     *
     * @param trustedPem the only certificate authority it need believe, as PEM text
     * @return the adapter
     * @throws Exception when it cannot be made
     */
    protected abstract MutualTlsTransports transports(String trustedPem) throws Exception;

    @BeforeEach
    void startAServerThatAsksForCertificates() {
        emulator = Emulator.start();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private static TlsIdentity identity(TestCertificate certificate) {
        return new TlsIdentity(certificate.privateKey(), certificate.chain());
    }

    private Optional<X509Certificate> shownBy(MutualTlsTransports transports, TlsIdentity identity) throws Exception {
        emulator.clearRequests();
        URI address = URI.create(emulator.baseUri() + "/contoso/v2.0/.well-known/openid-configuration");
        assertThat(transports
                        .presenting(identity)
                        .send(HttpRequest.get(address))
                        .status())
                .isEqualTo(200);
        return emulator.requests().stream().findFirst().flatMap(EmulatorRequest::clientCertificate);
    }

    @Test
    void theServerSeesASelfSignedCertificateAndTheProofOfItsKey() throws Exception {
        TlsIdentity identity = identity(TestCertificates.valid());

        assertThat(shownBy(transports(emulator.caCertificatePem()), identity)).contains(identity.certificate());
    }

    @Test
    void theServerSeesACertificateThatSomebodyIssued() throws Exception {
        TlsIdentity identity = identity(TestCertificates.issuedByAuthority());

        assertThat(shownBy(transports(emulator.caCertificatePem()), identity)).contains(identity.certificate());
    }

    @Test
    void eachIdentityIsShownByItselfAlsoInTurn() throws Exception {
        MutualTlsTransports transports = transports(emulator.caCertificatePem());
        TlsIdentity one = identity(TestCertificates.rsa(2048));
        TlsIdentity other = identity(TestCertificates.rsa(2048));

        assertThat(shownBy(transports, one)).contains(one.certificate());
        assertThat(shownBy(transports, other)).contains(other.certificate());
        assertThat(shownBy(transports, one)).contains(one.certificate());
    }

    @Test
    void issuersThatWereAddedAreShownFromThenOn() throws Exception {
        LoopbackTls tls = LoopbackTls.create(new SecureRandom(), "chain.example");
        List<Integer> shown = new CopyOnWriteArrayList<>();
        try (LoopbackServer server = LoopbackServer.startMutualTls(tls.server(), (request, reply) -> {
            shown.add(reply.clientCertificates().size());
            reply.json(200, "{}");
        })) {
            MutualTlsTransports transports = transports(tls.authorityPem());
            TlsIdentity whole = identity(TestCertificates.issuedByAuthority());
            TlsIdentity alone = new TlsIdentity(whole.key(), List.of(whole.certificate()));

            transports.presenting(alone).send(HttpRequest.get(server.uri("/")));
            transports.presenting(whole).send(HttpRequest.get(server.uri("/")));

            assertThat(shown).containsExactly(1, 2);
        }
    }

    @Test
    void aKeyThatWasOpenedAnewReplacesTheHandleThatNoLongerSigns() throws Exception {
        MutualTlsTransports transports = transports(emulator.caCertificatePem());
        TestCertificate certificate = TestCertificates.valid();
        TlsIdentity dead = new TlsIdentity(TestCertificates.valid().privateKey(), certificate.chain());
        URI address = URI.create(emulator.baseUri() + "/contoso/v2.0/.well-known/openid-configuration");
        assertThat(catchThrowable(() -> transports.presenting(dead).send(HttpRequest.get(address))))
                .isInstanceOf(IOException.class);

        assertThat(shownBy(transports, identity(certificate))).contains(certificate.certificate());
    }

    @Test
    void aKeyThatWasReadAgainIsTheSameKey() throws Exception {
        MutualTlsTransports transports = transports(emulator.caCertificatePem());
        TestCertificate certificate = TestCertificates.valid();
        PrivateKey again = KeyFactory.getInstance(certificate.privateKey().getAlgorithm())
                .generatePrivate(
                        new PKCS8EncodedKeySpec(certificate.privateKey().getEncoded()));

        HttpTransport first = transports.presenting(identity(certificate));

        assertThat(transports.presenting(new TlsIdentity(again, certificate.chain())))
                .isSameAs(first);
    }

    private static Throwable failureAt(LoopbackServer server, MutualTlsTransports transports) throws Exception {
        TlsIdentity identity = identity(TestCertificates.valid());
        return catchThrowable(() -> transports.presenting(identity).send(HttpRequest.get(server.uri("/"))));
    }

    private static boolean tellsOfTheHandshake(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof HandshakeEndedException) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aResetMayMeanThatTheCertificateIsNotTaken() throws Exception {
        LoopbackTls tls = LoopbackTls.create(new SecureRandom(), "reset.example");
        try (LoopbackServer server = LoopbackServer.startMutualTls(tls.server(), (request, reply) -> reply.reset())) {
            assertThat(failureAt(server, transports(tls.authorityPem())))
                    .isInstanceOf(IOException.class)
                    .matches(MutualTlsTransportsContract::tellsOfTheHandshake, "tells of the handshake");
        }
    }

    @Test
    void aResetWithinTheHandshakeMayMeanItToo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread resetting = new Thread(() -> resetEachHandshake(server));
            resetting.setDaemon(true);
            resetting.start();
            HttpTransport transport =
                    transports(emulator.caCertificatePem()).presenting(identity(TestCertificates.valid()));

            assertThat(catchThrowable(() -> transport.send(
                            HttpRequest.get(URI.create("https://127.0.0.1:" + server.getLocalPort() + "/")))))
                    .isInstanceOf(RequestNotSentException.class)
                    .matches(MutualTlsTransportsContract::tellsOfTheHandshake, "tells of the handshake");
        }
    }

    private static void resetEachHandshake(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                connection.setSoLinger(true, 0);
                int greeting = connection.getInputStream().read();
                assertThat(greeting).isNotNegative();
            } catch (IOException over) {
                // the test has ended, or the next connection is awaited
            }
        }
    }

    @Test
    void aServerWhereNobodyListensIsNoRefusalOfTheCertificate() throws Exception {
        int free;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }
        HttpTransport transport =
                transports(emulator.caCertificatePem()).presenting(identity(TestCertificates.valid()));

        assertThat(catchThrowable(() -> transport.send(HttpRequest.get(URI.create("https://127.0.0.1:" + free + "/")))))
                .isInstanceOf(RequestNotSentException.class)
                .matches(failure -> !tellsOfTheHandshake(failure), "does not tell of the handshake");
    }

    @Test
    void aServerThatTakesNoCertificateEndsTheHandshake() throws Exception {
        LoopbackTls tls =
                LoopbackTls.create(new SecureRandom(), "strict.example").refusingClients();
        try (LoopbackServer server =
                LoopbackServer.startMutualTls(tls.server(), (request, reply) -> reply.json(200, "{}"))) {
            assertThat(failureAt(server, transports(tls.authorityPem())))
                    .isInstanceOf(IOException.class)
                    .matches(MutualTlsTransportsContract::tellsOfTheHandshake, "tells of the handshake");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotTrustedIsNoRefusalOfTheCertificate() throws Exception {
        LoopbackTls tls = LoopbackTls.create(new SecureRandom(), "stranger.example");
        try (LoopbackServer server =
                LoopbackServer.startMutualTls(tls.server(), (request, reply) -> reply.json(200, "{}"))) {
            assertThat(failureAt(server, transports(emulator.caCertificatePem())))
                    .isInstanceOf(IOException.class)
                    .matches(failure -> !tellsOfTheHandshake(failure), "does not tell of the handshake");
        }
    }
}
