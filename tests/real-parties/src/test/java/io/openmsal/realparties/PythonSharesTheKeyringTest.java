package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.SystemKeyring;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.realparties.keyring.GnomeKeyring;
import io.openmsal.realparties.keyring.NeedsGnomeKeyring;
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.realparties.python.NeedsPythonMsal;
import io.openmsal.realparties.python.PythonMsal;
import io.openmsal.testing.emulator.EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One cache in GNOME's keyring, open in programs with this library and in programs with MSAL for Python and its extensions. */
@NeedsGnomeKeyring
@NeedsPythonMsal
@Timeout(120)
class PythonSharesTheKeyringTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    @TempDir
    Path place;

    @Test
    void eachIsServedWhatTheOtherGotRoundAfterRound(GnomeKeyring gnome, PythonMsal python) {
        assumeTrue(
                python.knowsSecretService(),
                "Python has no typelib of libsecret. Install gir1.2-secret-1 and python3-gi.");
        EMULATOR.get().deviceCodeInterval(Duration.ofSeconds(1));
        String tenant = EMULATOR.get().tenant("contoso").id();
        Path signal = place.resolve("cache");
        PublicClientApplication ours = PublicClientApplication.builder(
                        EMULATOR.get().defaultPublicClientId())
                .trustedAuthority(EMULATOR.get().authority(tenant))
                .http(HttpSettings.builder()
                        .trust(TrustSettings.pem(EMULATOR.get().caCertificatePem()))
                        .build())
                .tokenStore(SystemKeyring.ofThisMachine()
                        .store(signal, TokenCache.WHOLE_CACHE, FileStoreOptions.defaults()))
                .build();
        String token = ours.acquireTokenByDeviceCode(
                        code -> EMULATOR.get().approveDeviceCode(code.userCode(), "ada@contoso.example"), "User.Read")
                .execute()
                .accessToken();

        try (MsalProgram theirs = python.programOnSecretService(EMULATOR.get(), tenant, signal, gnome.environment())) {
            for (int round = 0; round < 5; round++) {
                assertThat(theirs.token("silent")).as("round %s", round).isEqualTo(token);
                String byPython = theirs.token("silent", "force", true);
                assertThat(byPython).isNotEqualTo(token);
                assertThat(ours.acquireTokenSilent(ours.accounts().get(0), "User.Read")
                                .execute())
                        .as("round %s", round)
                        .satisfies(served -> assertThat(served.source()).isEqualTo(TokenSource.CACHE))
                        .satisfies(served -> assertThat(served.accessToken()).isEqualTo(byPython));

                token = ours.acquireTokenSilent(ours.accounts().get(0), "User.Read")
                        .forceRefresh()
                        .execute()
                        .accessToken();
            }
        }
    }
}
