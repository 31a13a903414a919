package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ProvidedToken;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator replaces an application's credential at the provider while the application runs. */
class CredentialsInRotationTest {

    private static final String APP = "4b5e8a0c-7f1d-4c7a-9d3f-2f3f8f2f9c02";
    private static final TestClock CLOCK = new TestClock(Instant.now());

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private Emulator emulator;

    @BeforeEach
    void find() {
        emulator = EMULATOR.get();
    }

    private ConfidentialClientApplication app(ClientCredential credential) {
        return ConfidentialClientApplication.builder(APP, credential)
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(Emulated.adapters(emulator, CLOCK, EventSink.none()))
                .build();
    }

    private static AuthenticationResult anew(ConfidentialClientApplication app) {
        return app.acquireTokenForClient(Emulated.SCOPE).forceRefresh().execute();
    }

    private int tokenRequests() {
        return emulator.requests(EmulatorEndpoint.TOKEN).size();
    }

    private static ClientCredential certificate(TestCertificate of) {
        Secret password = Secret.of("changeit");
        return ClientCredentials.keyStoreCertificate(of.keyStore("app", password), "app", password);
    }

    @Test
    void aSecretIsReplacedWithoutAMissAndWithoutARebuild() {
        Secret old = Secret.of("the-old-secret");
        Secret fresh = Secret.of("the-fresh-secret");
        emulator.add(EmulatorApp.of(APP).withSecret(old));
        ConfidentialClientApplication app = app(ClientCredentials.primaryAndSecondary(
                ClientCredentials.secret(() -> old), ClientCredentials.secret(() -> fresh)));
        anew(app);

        emulator.add(EmulatorApp.of(APP).withSecret(fresh));
        emulator.clearRequests();

        assertThat(anew(app).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(tokenRequests()).isEqualTo(2);
        anew(app);
        assertThat(tokenRequests()).isEqualTo(3);
    }

    @Test
    void aCertificateIsReplacedByASecretOrAnotherCertificate() {
        TestCertificate expiring = TestCertificates.rsa(2048);
        TestCertificate next = TestCertificates.rsa(2048);
        emulator.add(EmulatorApp.of(APP).withCertificate(next.certificate()));
        emulator.clearRequests();

        ConfidentialClientApplication app =
                app(ClientCredentials.primaryAndSecondary(certificate(expiring), certificate(next)));

        anew(app);
        anew(app);
        assertThat(tokenRequests()).isEqualTo(3);
    }

    @Test
    void twoStrangersAreRefusedAfterOneRequestEach() {
        emulator.add(EmulatorApp.of(APP).withSecret(Secret.of("nobody-knows")));
        emulator.clearRequests();
        ConfidentialClientApplication app = app(ClientCredentials.primaryAndSecondary(
                ClientCredentials.secret("a-stranger"), ClientCredentials.secret("another-stranger")));

        assertThatThrownBy(() -> anew(app))
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("invalid_client")
                .hasMessageNotContaining("stranger");
        assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void anApplicationMayBringItsOwnTokens() {
        ConfidentialClientApplication app = app(ClientCredentials.appTokenProvider(
                request -> ProvidedToken.of(Secret.of("token-for-" + request.tenant()), Duration.ofHours(1))));
        emulator.clearRequests();

        assertThat(app.acquireTokenForClient(Emulated.SCOPE)
                        .tenant("fabrikam")
                        .execute()
                        .accessToken())
                .isEqualTo("token-for-fabrikam");
        assertThat(app.acquireTokenForClient(Emulated.SCOPE)
                        .tenant("fabrikam")
                        .execute()
                        .source())
                .isEqualTo(TokenSource.CACHE);
        assertThat(emulator.requests()).isEmpty();
    }
}
