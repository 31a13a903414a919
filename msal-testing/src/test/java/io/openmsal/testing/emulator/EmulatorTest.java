package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class EmulatorTest {

    @Test
    void isReachedByNameAndByAddress() throws Exception {
        try (Emulator emulator = Emulator.start()) {
            HttpClient http =
                    HttpClient.newBuilder().sslContext(emulator.sslContext()).build();
            URI byAddress = URI.create("https://127.0.0.1:" + emulator.baseUri().getPort() + "/");

            for (URI uri : new URI[] {emulator.baseUri(), byAddress}) {
                var response = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
                assertThat(response.statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void isTrustedByNobodyElse() {
        try (Emulator emulator = Emulator.start()) {
            HttpRequest request = HttpRequest.newBuilder(emulator.baseUri()).build();

            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void showsItsCertificateAuthorityAsPem() throws Exception {
        try (Emulator emulator = Emulator.start()) {
            byte[] pem = emulator.caCertificatePem().getBytes(StandardCharsets.US_ASCII);

            var read = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));

            assertThat(read).isEqualTo(emulator.caCertificate());
        }
    }

    @Test
    void takesAFixedPortAndFreesItWhenClosed() {
        Emulator first = Emulator.start();
        int port = first.baseUri().getPort();
        assertThatThrownBy(() -> Emulator.builder().port(port).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("port " + port);
        first.close();

        try (Emulator second = Emulator.builder().port(port).start()) {
            assertThat(second.authority("contoso")).isEqualTo("https://localhost:" + port + "/contoso");
        }
    }

    @Test
    void leavesNoSystemPropertyBehind() {
        try (Emulator emulator = Emulator.start()) {
            assertThat(emulator.baseUri()).isNotNull();
            assertThat(System.getProperty("sun.net.httpserver.nodelay")).isNull();
        }
    }

    @Test
    void canBeClosedTwice() {
        Emulator emulator = Emulator.start();
        emulator.close();
        emulator.close();

        assertThatThrownBy(() -> new WireClient(emulator).get("/")).isInstanceOf(IOException.class);
    }

    @Test
    void hasAnotherSecretEveryTime() {
        try (Emulator one = Emulator.start();
                Emulator other = Emulator.start()) {
            assertThat(one.defaultClientSecret()).isNotEqualTo(other.defaultClientSecret());
            assertThat(one.defaultPublicClientId()).isEqualTo(other.defaultPublicClientId());
        }
    }

    @Test
    void printsNoSecretOfAnApplicationOrUser() {
        assertThat(EmulatorApp.of("app").withSecret(Secret.of("hush")).toString())
                .doesNotContain("hush");
        assertThat(EmulatorUser.named("a@b.example").withPassword("hush").toString())
                .doesNotContain("hush");
    }

    @Test
    void resetForgetsWhatTestsLeftBehind() throws Exception {
        try (Emulator emulator = Emulator.start()) {
            var client = new WireClient(emulator);
            var request = SignInRequest.to(emulator);
            String code = String.valueOf(
                    emulator.signIn(request.uri(), "ada@contoso.example").get("code"));
            emulator.nextTokenRequest(Fault.reset());
            client.get("/contoso/discovery/v2.0/keys");

            emulator.reset();

            assertThat(emulator.requests()).isEmpty();
            assertThat(client.post("/contoso/oauth2/v2.0/token", request.redemption(code))
                            .aadsts())
                    .isEqualTo(9002313);
        }
    }

    @Nested
    @ExtendWith(EmulatorExtension.class)
    class AsAParameter {

        @Test
        void isResolved(Emulator emulator) throws Exception {
            assertThat(new WireClient(emulator).get("/").status()).isEqualTo(200);
        }
    }

    @Nested
    class WithoutATest {

        @Test
        void theExtensionSaysWhatIsWrong() {
            assertThatThrownBy(() -> EmulatorExtension.create().get())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("must be static");
        }
    }
}
