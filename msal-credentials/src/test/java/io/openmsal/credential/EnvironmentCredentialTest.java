package io.openmsal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.Adapters;
import io.openmsal.AuthorityHost;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentCredentialTest {

    private static final TestCertificate CERTIFICATE = TestCertificates.valid();
    private static final Secret PASSWORD = Secret.of("canary-password");

    @TempDir
    Path folder;

    private final FakeHttpTransport http = new FakeHttpTransport();
    private final FakeEnvironment environment = new FakeEnvironment()
            .withVariable("AZURE_CLIENT_ID", "client-1")
            .withVariable("AZURE_TENANT_ID", "contoso.example");

    private EnvironmentCredential credential() {
        return new EnvironmentCredential(
                Adapters.jdkOnly(HttpSettings.defaults(), EventSink.none())
                        .withTransport(http)
                        .withEnvironment(environment),
                AuthorityHost.OF_A_KNOWN_CLOUD);
    }

    private void signsAnAssertion() {
        http.reply(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}");

        credential().token(TokenDemand.of("https://vault.azure.net/.default"));

        assertThat(http.onlyRequest().formParameter("client_assertion"))
                .hasValueSatisfying(
                        assertion -> assertThat(assertion.split("\\.")).hasSize(3));
        assertThat(http.onlyRequest().formParameter("client_secret")).isEmpty();
    }

    private Path file(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content);
    }

    private void withPem() throws Exception {
        Path pem = file("app.pem", (CERTIFICATE.certificatePem() + CERTIFICATE.privateKeyPem()).getBytes("US-ASCII"));
        environment.withVariable("AZURE_CLIENT_CERTIFICATE_PATH", pem.toString());
    }

    private String headerOfTheAssertion() {
        String assertion = http.onlyRequest().formParameter("client_assertion").orElseThrow();
        return new String(Base64.getUrlDecoder().decode(assertion.split("\\.")[0]), StandardCharsets.UTF_8);
    }

    @Test
    void aPemFileHasTheKeyToo() throws Exception {
        withPem();

        signsAnAssertion();

        assertThat(headerOfTheAssertion()).doesNotContain("x5c");
    }

    @Test
    void theChainIsSentWhereItIsWished() throws Exception {
        withPem();
        environment.withVariable("AZURE_CLIENT_SEND_CERTIFICATE_CHAIN", "True");

        signsAnAssertion();

        assertThat(headerOfTheAssertion()).contains("x5c");
    }

    @Test
    void aSecretGoesBeforeACertificate() throws Exception {
        withPem();
        environment.withVariable("AZURE_CLIENT_SECRET", "secret with a space ");
        http.reply(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}");

        credential().token(TokenDemand.of("https://vault.azure.net/.default"));

        assertThat(http.onlyRequest().formParameter("client_secret")).contains("secret with a space ");
        assertThat(http.onlyRequest().formParameter("client_assertion")).isEmpty();
    }

    @Test
    void thePasswordOfAPfxFileMayEndInASpace() throws Exception {
        Secret password = Secret.of("canary ");
        environment
                .withVariable(
                        "AZURE_CLIENT_CERTIFICATE_PATH",
                        file("app.pfx", CERTIFICATE.pfx(password)).toString())
                .withVariable("AZURE_CLIENT_CERTIFICATE_PASSWORD", password.reveal());

        signsAnAssertion();
    }

    @Test
    void aPfxFileIsOpenedWithItsPassword() throws Exception {
        environment
                .withVariable(
                        "AZURE_CLIENT_CERTIFICATE_PATH",
                        file("app.PFX", CERTIFICATE.pfx(PASSWORD)).toString())
                .withVariable("AZURE_CLIENT_CERTIFICATE_PASSWORD", PASSWORD.reveal());

        signsAnAssertion();
    }

    @Test
    void whichKindOfFileItIsShowsInTheFileAndNotInItsName() throws Exception {
        Path mounted = file("tls-secret", CERTIFICATE.pfx(PASSWORD));
        environment
                .withVariable("AZURE_CLIENT_CERTIFICATE_PATH", mounted.toString())
                .withVariable("AZURE_CLIENT_CERTIFICATE_PASSWORD", PASSWORD.reveal());

        signsAnAssertion();
    }

    @Test
    void aPemFileWithTheNameOfAPfxFileIsAPemFile() throws Exception {
        Path misnamed =
                file("app.pfx", (CERTIFICATE.certificatePem() + CERTIFICATE.privateKeyPem()).getBytes("US-ASCII"));
        environment.withVariable("AZURE_CLIENT_CERTIFICATE_PATH", misnamed.toString());

        signsAnAssertion();
    }

    @Test
    void aCertificateThatCannotBeUsedIsATypedErrorWithoutItsPassword() throws Exception {
        environment
                .withVariable(
                        "AZURE_CLIENT_CERTIFICATE_PATH",
                        file("app.pfx", new byte[40]).toString())
                .withVariable("AZURE_CLIENT_CERTIFICATE_PASSWORD", PASSWORD.reveal());

        assertThatThrownBy(() -> credential().token(TokenDemand.of("https://vault.azure.net/.default")))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageNotContaining("canary");

        environment.withVariable(
                "AZURE_CLIENT_CERTIFICATE_PATH", folder.resolve("gone.pem").toString());
        assertThatThrownBy(() -> credential().token(TokenDemand.of("https://vault.azure.net/.default")))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("gone.pem");
        assertThat(http.requests()).isEmpty();
    }
}
