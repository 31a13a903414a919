package io.openmsal.realparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.FileStoreOptions;
import io.openmsal.adapter.cache.SingleFileTokenStore;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.port.store.TokenStore;
import io.openmsal.realparties.python.NeedsPythonMsal;
import io.openmsal.realparties.python.PythonMsal;
import io.openmsal.realparties.python.PythonProgram;
import io.openmsal.testing.emulator.EmulatorEndpoint;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.event.RecordingEventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One cache file, open in programs with this library and in programs with MSAL for Python and its extensions. */
@NeedsPythonMsal
@Timeout(120)
class PythonSharesTheCacheTest {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private static final String ADA = "ada@contoso.example";

    @TempDir
    Path place;

    private final RecordingEventSink events = new RecordingEventSink();
    private String tenant;
    private Path file;

    @BeforeEach
    void prepare() {
        EMULATOR.get().deviceCodeInterval(Duration.ofSeconds(1));
        tenant = EMULATOR.get().tenant("contoso").id();
        file = place.resolve("msal_token_cache.json");
    }

    @Test
    void whoSignedInWithPythonIsServedHereWithoutARequestAndThenRefreshed(PythonMsal python) {
        try (PythonProgram theirs = python.program(EMULATOR.get(), tenant, file)) {
            String signedIn = signIn(theirs);
            EMULATOR.get().clearRequests();

            assertThat(silent(ours())).isEqualTo(signedIn);
            assertThat(tokenRequests()).isZero();

            assertThat(refreshed(ours())).isNotEqualTo(signedIn);
            assertThat(tokenRequests()).isOne();
        }
        assertNothingWentWrong();
    }

    @Test
    void whoSignedInHereIsServedByPythonWithoutARequestAndThenRefreshed(PythonMsal python) {
        String signedIn = signIn(ours());
        EMULATOR.get().clearRequests();
        try (PythonProgram theirs = python.program(EMULATOR.get(), tenant, file)) {
            assertThat(theirs.does("accounts").get("accounts")).isEqualTo(List.of(ADA));
            assertThat(theirs.token("silent")).isEqualTo(signedIn);
            assertThat(tokenRequests()).isZero();

            assertThat(theirs.token("silent", "force", true)).isNotEqualTo(signedIn);
            assertThat(tokenRequests()).isOne();
        }
        assertNothingWentWrong();
    }

    @Test
    void eachSeesWhatTheOtherRefreshedRoundAfterRound(PythonMsal python) {
        PublicClientApplication ours = ours();
        signIn(ours);
        try (PythonProgram theirs = python.program(EMULATOR.get(), tenant, file)) {
            for (int round = 0; round < 10; round++) {
                String byPython = theirs.token("silent", "force", true);
                // a program that has just started, and one that has been running since before
                assertThat(silent(ours())).as("round %s", round).isEqualTo(byPython);

                String byUs = refreshed(ours);
                assertThat(theirs.token("silent")).as("round %s", round).isEqualTo(byUs);
            }
        }
        assertNothingWentWrong();
    }

    @Test
    void whoSignsOutOnOneSideIsSignedOutOnTheOther(PythonMsal python) {
        try (PythonProgram theirs = python.program(EMULATOR.get(), tenant, file)) {
            signIn(theirs);
            PublicClientApplication ours = ours();
            ours.removeAccount(ours.accounts().get(0));
            assertThat(theirs.does("accounts").get("accounts")).isEqualTo(List.of());

            signIn(ours);
            theirs.does("remove");
            assertThat(ours().accounts()).isEmpty();
        }
        assertNothingWentWrong();
    }

    @Test
    void bothWriteAtOnceAndNeitherLosesAToken(PythonMsal python) throws Exception {
        TokenStore store = store();
        signIn(ours());
        try (PythonProgram one = python.program(EMULATOR.get(), tenant, file);
                PythonProgram two = python.program(EMULATOR.get(), tenant, file)) {
            one.tell("add", "name", "one", "count", 15);
            two.tell("add", "name", "two", "count", 15);
            for (int i = 0; i < 40; i++) {
                String section = "\"ours-" + i + "\":{},";
                store.update(
                        TokenCache.WHOLE_CACHE,
                        present -> ("{" + section + text(present.orElseThrow()).substring(1))
                                .getBytes(StandardCharsets.UTF_8));
            }
            one.answer();
            two.answer();
        }

        String all = Files.readString(file);
        for (int i = 0; i < 40; i++) {
            assertThat(all).contains("\"ours-" + i + "\"");
        }
        for (int i = 0; i < 15; i++) {
            assertThat(all).contains("\"one-" + i + "\"", "\"two-" + i + "\"");
        }
        assertThat(silent(ours())).isNotEmpty();
        assertNothingWentWrong();
    }

    @Test
    void aFileThatPythonHasWrittenHalfOfIsReadWhenItIsWhole(PythonMsal python) {
        String signedIn = signIn(ours());
        try (PythonProgram theirs = python.program(EMULATOR.get(), tenant, file)) {
            assertThat(theirs.does("half", "seconds", 1.5)).isEqualTo(Map.of("half", true));
            theirs.goOn();

            assertThat(silent(ours())).isEqualTo(signedIn);
            theirs.answer();
        }
        assertNothingWentWrong();
    }

    @Test
    void aLockThatPythonLeftWhenItWasKilledDoesNotStopUs(PythonMsal python) throws Exception {
        signIn(ours());
        try (PythonProgram theirs = python.program(EMULATOR.get(), tenant, file)) {
            theirs.does("hold");
            theirs.kill();
        }
        assertThat(file.resolveSibling("msal_token_cache.json.lockfile")).exists();

        String fresh = refreshed(ours());

        assertThat(silent(ours())).isEqualTo(fresh);
    }

    @Test
    void aLockThatWeLeftWhenWeWereKilledDoesNotStopPython(PythonMsal python) throws Exception {
        String signedIn = signIn(ours());
        Files.writeString(file.resolveSibling("msal_token_cache.json.lockfile"), "0 openmsal");
        try (PythonProgram theirs = python.program(EMULATOR.get(), tenant, file)) {
            String fresh = theirs.token("silent", "force", true);

            assertThat(fresh).isNotEqualTo(signedIn);
            assertThat(silent(ours())).isEqualTo(fresh);
        }
        assertNothingWentWrong();
    }

    private TokenStore store() {
        return SingleFileTokenStore.sharedWithMsalExtensions(
                file,
                TokenCache.WHOLE_CACHE,
                new GsonJsonCodec(),
                FileStoreOptions.defaults().lockPatience(Duration.ofSeconds(20)).events(events));
    }

    /** A program that has just started. */
    private PublicClientApplication ours() {
        return PublicClientApplication.builder(EMULATOR.get().defaultPublicClientId())
                .trustedAuthority(EMULATOR.get().authority(tenant))
                .http(HttpSettings.builder()
                        .trust(TrustSettings.pem(EMULATOR.get().caCertificatePem()))
                        .build())
                .events(events)
                .tokenStore(store())
                .build();
    }

    private static String signIn(PublicClientApplication app) {
        return app.acquireTokenByDeviceCode(code -> EMULATOR.get().approveDeviceCode(code.userCode(), ADA), "User.Read")
                .execute()
                .accessToken();
    }

    private static String signIn(PythonProgram program) {
        String code = (String) program.does("device").get("user_code");
        EMULATOR.get().approveDeviceCode(code, ADA);
        return (String) program.answer().get("token");
    }

    private static String silent(PublicClientApplication app) {
        return app.acquireTokenSilent(onlyAccount(app), "User.Read").execute().accessToken();
    }

    private static String refreshed(PublicClientApplication app) {
        return app.acquireTokenSilent(onlyAccount(app), "User.Read")
                .forceRefresh()
                .execute()
                .accessToken();
    }

    private static Account onlyAccount(PublicClientApplication app) {
        assertThat(app.accounts()).extracting(Account::username).containsExactly(ADA);
        return app.accounts().get(0);
    }

    private static long tokenRequests() {
        return EMULATOR.get().requests(EmulatorEndpoint.TOKEN).size();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void assertNothingWentWrong() {
        assertThat(events.atLeast(io.openmsal.port.event.Event.Level.WARNING)).isEmpty();
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .doesNotContain("msal_token_cache.json.lockfile")
                    .noneMatch(name -> name.contains("set-aside"));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
