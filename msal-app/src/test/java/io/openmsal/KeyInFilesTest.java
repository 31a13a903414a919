package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.crypto.JoseKeyMaterialReader;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.KeyMaterial;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.crypto.FakeAssertionSigner;
import io.openmsal.testing.crypto.FakeKeyMaterialReader;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorApp;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An operator renews the files of an application's certificate while the application runs. */
class KeyInFilesTest {

    private static final String APP = "4b5e8a0c-7f1d-4c7a-9d3f-2f3f8f2f9c41";
    private static final Secret PASSPHRASE = Secret.of("open sesame");
    private static final TestCertificate OLD = TestCertificates.valid();
    private static final TestCertificate NEW = TestCertificates.valid();
    private static final TestClock CLOCK = new TestClock(Instant.now());

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    @TempDir
    private Path folder;

    private Emulator emulator;
    private Path certificate;
    private Path key;

    @BeforeEach
    void write() throws IOException {
        emulator = EMULATOR.get();
        certificate = folder.resolve("app.crt");
        key = folder.resolve("app.key");
        register(OLD);
        write(OLD);
    }

    private void register(TestCertificate accepted) {
        emulator.add(EmulatorApp.of(APP).withCertificate(accepted.certificate()));
    }

    private void write(TestCertificate pem) throws IOException {
        Files.writeString(certificate, pem.certificatePem());
        Files.writeString(key, pem.privateKeyPem());
    }

    private ConfidentialClientApplication app(ClientCredential credential) {
        return ConfidentialClientApplication.builder(APP, credential)
                .trustedAuthority(emulator.authority("contoso"))
                .adapters(Emulated.adapters(emulator, CLOCK, EventSink.none()))
                .build();
    }

    private ConfidentialClientApplication withPemFiles() {
        return app(ClientCredentials.pemCertificate(certificate, key, Optional.empty()));
    }

    private static AuthenticationResult anew(ConfidentialClientApplication app) {
        return app.acquireTokenForClient(Emulated.SCOPE).forceRefresh().execute();
    }

    @Test
    void renewedPemFilesProveTheNextRequestAndTheCacheIsKept() throws Exception {
        ConfidentialClientApplication app = withPemFiles();
        String kept = app.acquireTokenForClient(Emulated.SCOPE).execute().accessToken();

        register(NEW);
        write(NEW);

        assertThat(app.acquireTokenForClient(Emulated.SCOPE).execute().accessToken())
                .isEqualTo(kept);
        assertThat(anew(app).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }

    @Test
    void aRenewedPfxFileDoesTheSame() throws Exception {
        Path pfx = Files.write(folder.resolve("app.pfx"), OLD.pfx(PASSPHRASE));
        ConfidentialClientApplication app = app(ClientCredentials.pfxCertificate(pfx, PASSPHRASE));
        anew(app);

        register(NEW);
        Files.write(pfx, NEW.pfx(PASSPHRASE));

        assertThat(anew(app).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }

    @Test
    void aRenewedCertificateIsWhatTheNextTokenIsBoundTo() throws Exception {
        ConfidentialClientApplication app = withPemFiles();
        app.acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();

        register(NEW);
        write(NEW);
        AuthenticationResult bound = app.acquireTokenForClient(Emulated.SCOPE)
                .withMutualTlsProofOfPossession()
                .execute();

        assertThat(bound.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(bound.bindingIdentity().orElseThrow().certificate()).isEqualTo(NEW.certificate());
    }

    @Test
    void filesThatDoNotFitTogetherYetLeaveTheEarlierOnesInUse() throws Exception {
        ConfidentialClientApplication app = withPemFiles();

        Files.writeString(certificate, NEW.certificatePem());
        assertThat(anew(app).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        Files.writeString(key, NEW.privateKeyPem().substring(0, 300));
        assertThat(anew(app).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        Files.delete(key);
        assertThat(anew(app).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);

        register(NEW);
        write(NEW);
        assertThat(anew(app).source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
    }

    @Test
    void filesAreNotReadForATokenFromTheCache() throws Exception {
        ConfidentialClientApplication app = withPemFiles();
        app.acquireTokenForClient(Emulated.SCOPE).execute();
        Files.delete(certificate);
        Files.delete(key);
        emulator.clearRequests();

        assertThat(app.acquireTokenForClient(Emulated.SCOPE).execute().source()).isEqualTo(TokenSource.CACHE);
        assertThat(emulator.requests(EmulatorEndpoint.TOKEN)).isEmpty();
    }

    @Test
    void withoutAUsableKeyNothingIsBuilt() throws Exception {
        Files.writeString(key, NEW.privateKeyPem());

        assertThatThrownBy(this::withPemFiles).isInstanceOf(MsalConfigurationException.class);
    }

    @Test
    void whatIsInThemIsOpenedOncePerChange() {
        FakeKeyMaterialReader reader = new FakeKeyMaterialReader()
                .opens(OLD.material(), new FakeAssertionSigner(OLD))
                .opens(NEW.material(), new FakeAssertionSigner(NEW));
        KeyMaterial[] present = {OLD.material()};
        KeyInFiles files = new KeyInFiles(() -> present[0], reader, CLOCK);

        files.get();
        present[0] = OLD.material();
        files.get();
        assertThat(reader.asked()).hasSize(1);
        present[0] = NEW.material();
        assertThat(files.get()).isSameAs(files.get());
        assertThat(reader.asked()).hasSize(2);
    }

    @Test
    void onceTheEarlierCertificateHasExpiredTheFaultOfTheNewFilesIsTold() throws Exception {
        Instant now = Instant.now();
        TestCertificate brief = TestCertificates.valid(now.minusSeconds(60), now.plusSeconds(600));
        TestClock clock = new TestClock(now);
        KeyMaterial[] present = {brief.material()};
        KeyInFiles files = new KeyInFiles(() -> present[0], new JoseKeyMaterialReader(clock), clock);
        present[0] = new KeyMaterial.Pem(Secret.of("canary"), NEW.certificatePem(), Optional.empty());

        assertThat(files.get().certificateChain()).isEqualTo(brief.chain());
        clock.advance(Duration.ofMinutes(11));

        assertThatThrownBy(files::get)
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("PEM")
                .hasMessageNotContaining("canary");
    }
}
