package io.openmsal.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorRequest;
import io.openmsal.testing.http.ConnectProxy;
import io.openmsal.testing.http.MutualTlsTransportsContract;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class ApacheMutualTlsTransportsTest extends MutualTlsTransportsContract {

    @Override
    protected MutualTlsTransports transports(String trustedPem) {
        return new ApacheMutualTlsTransports(
                HttpSettings.builder().trust(TrustSettings.pem(trustedPem)).build());
    }

    @Test
    void theCertificateIsShownThroughAProxyWithAPassword() throws Exception {
        TestCertificate certificate = TestCertificates.valid();
        try (Emulator emulator = Emulator.builder().host("login.example.test").start();
                ConnectProxy proxy = new ConnectProxy(emulator.baseUri().getPort(), "ada:s3cret")) {
            MutualTlsTransports transports = new ApacheMutualTlsTransports(HttpSettings.builder()
                    .trust(TrustSettings.pem(emulator.caCertificatePem()))
                    .proxy(ProxySettings.of("127.0.0.1", proxy.port()).withCredentials("ada", Secret.of("s3cret")))
                    .build());

            int status = transports
                    .presenting(new TlsIdentity(certificate.privateKey(), certificate.chain()))
                    .send(HttpRequest.get(
                            URI.create(emulator.baseUri() + "/contoso/v2.0/.well-known/openid-configuration")))
                    .status();

            assertThat(status).isEqualTo(200);
            assertThat(proxy.tunnels())
                    .containsExactly("login.example.test:" + emulator.baseUri().getPort());
            assertThat(emulator.requests())
                    .extracting(EmulatorRequest::clientCertificate)
                    .allSatisfy(shown -> assertThat(shown).contains(certificate.certificate()));
        }
    }

    @Test
    void aCallersFinishedContextIsNeverReplacedByOtherTrust() throws Exception {
        TestCertificate certificate = TestCertificates.valid();
        MutualTlsTransports transports = new ApacheMutualTlsTransports(HttpSettings.builder()
                .trust(TrustSettings.sslContext(SSLContext.getDefault()))
                .build());

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> transports.presenting(new TlsIdentity(certificate.privateKey(), certificate.chain())))
                .withMessageContaining("TrustSettings.pem");
    }
}
