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
import io.openmsal.realparties.party.MsalProgram;
import io.openmsal.testing.emulator.Emulator;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One cache file, open in programs with this library and in programs with another MSAL and its extensions. */
@Timeout(120)
abstract class SharedCacheContract {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.create();

    private static final String ADA = "ada@contoso.example";

    @TempDir
    Path place;

    private final RecordingEventSink events = new RecordingEventSink();
    private String tenant;
    private Path file;

    /** A program with the other MSAL that has just started. */
    abstract MsalProgram program(Emulator emulator, String tenant, Path cache);

    @BeforeEach
    void prepare() {
        EMULATOR.get().deviceCodeInterval(Duration.ofSeconds(1));
        tenant = EMULATOR.get().tenant("contoso").id();
        file = place.resolve("msal_token_cache.json");
    }

    @Test
    void whoSignedInThereIsServedHereWithoutARequestAndThenRefreshed() {
        try (MsalProgram theirs = theirs()) {
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
    void whoSignedInHereIsServedThereWithoutARequestAndThenRefreshed() {
        String signedIn = signIn(ours());
        EMULATOR.get().clearRequests();
        try (MsalProgram theirs = theirs()) {
            assertThat(theirs.does("accounts").get("accounts")).isEqualTo(List.of(ADA));
            assertThat(theirs.token("silent")).isEqualTo(signedIn);
            assertThat(tokenRequests()).isZero();

            assertThat(theirs.token("silent", "force", true)).isNotEqualTo(signedIn);
            assertThat(tokenRequests()).isOne();
        }
        assertNothingWentWrong();
    }

    @ParameterizedTest(name = "whoever signed in, we: {0}")
    @ValueSource(booleans = {true, false})
    void eachSeesWhatTheOtherRefreshedRoundAfterRound(boolean signedInHere) {
        PublicClientApplication ours = ours();
        String signedIn = signedInHere ? signIn(ours) : signInThere();
        try (MsalProgram theirs = theirs()) {
            assertThat(theirs.token("silent")).isEqualTo(signedIn);
            for (int round = 0; round < 5; round++) {
                String byThem = theirs.token("silent", "force", true);
                // a program that has just started, and one that has been running since before
                assertThat(silent(ours())).as("round %s", round).isEqualTo(byThem);

                String byUs = refreshed(ours);
                assertThat(theirs.token("silent")).as("round %s", round).isEqualTo(byUs);
            }
        }
        assertNothingWentWrong();
    }

    @Test
    void whoSignsOutOnOneSideIsSignedOutOnTheOther() {
        signIn(ours());
        try (MsalProgram theirs = theirs()) {
            theirs.does("remove");
            assertThat(ours().accounts()).isEmpty();

            signIn(theirs);
        }
        PublicClientApplication ours = ours();
        ours.removeAccount(ours.accounts().get(0));
        try (MsalProgram theirs = theirs()) {
            assertThat(theirs.does("accounts").get("accounts")).isEqualTo(List.of());
        }
        assertNothingWentWrong();
    }

    @Test
    void bothWriteAtOnceAndNeitherLosesAToken() throws Exception {
        TokenStore store = store();
        signIn(ours());
        try (MsalProgram one = theirs();
                MsalProgram two = theirs()) {
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
    void theyWaitWhileWeWrite() throws Exception {
        signIn(ours());
        try (MsalProgram theirs = theirs()) {
            CompletableFuture<Map<?, ?>> held = new CompletableFuture<>();
            store().update(TokenCache.WHOLE_CACHE, present -> {
                theirs.tell("hold");
                held.completeAsync(theirs::answer);
                assertThat(held).as("their lock while we have it").failsWithin(Duration.ofSeconds(2));
                return present.orElseThrow();
            });
            assertThat(held).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Map.of("held", true));
            theirs.goOn();
            theirs.answer();
        }
        assertNothingWentWrong();
    }

    @Test
    void aFileThatTheyHaveWrittenHalfOfIsReadWhenItIsWhole() {
        String signedIn = signIn(ours());
        try (MsalProgram theirs = theirs()) {
            assertThat(theirs.does("half", "seconds", 1.5)).isEqualTo(Map.of("half", true));
            theirs.goOn();

            assertThat(silent(ours())).isEqualTo(signedIn);
            theirs.answer();
        }
        assertNothingWentWrong();
    }

    @Test
    void aLockThatTheyLeftWhenTheyWereKilledDoesNotStopUs() throws Exception {
        signIn(ours());
        try (MsalProgram theirs = theirs()) {
            theirs.does("hold");
            theirs.kill();
        }
        assertThat(lockFile()).exists();

        String fresh = refreshed(ours());

        assertThat(silent(ours())).isEqualTo(fresh);
    }

    /** What all MSALs but this one lock the file with. */
    final Path lockFile() {
        return file.resolveSibling("msal_token_cache.json.lockfile");
    }

    final MsalProgram theirs() {
        return theirsAt(tenant);
    }

    final MsalProgram theirsAt(String segment) {
        return program(EMULATOR.get(), segment, file);
    }

    private TokenStore store() {
        return SingleFileTokenStore.sharedWithMsalExtensions(
                file,
                TokenCache.WHOLE_CACHE,
                new GsonJsonCodec(),
                FileStoreOptions.defaults().lockPatience(Duration.ofSeconds(20)).events(events));
    }

    /** A program that has just started. */
    final PublicClientApplication ours() {
        return oursAt(tenant);
    }

    final PublicClientApplication oursAt(String segment) {
        return PublicClientApplication.builder(EMULATOR.get().defaultPublicClientId())
                .trustedAuthority(EMULATOR.get().authority(segment))
                .http(HttpSettings.builder()
                        .trust(TrustSettings.pem(EMULATOR.get().caCertificatePem()))
                        .build())
                .events(events)
                .tokenStore(store())
                .build();
    }

    static String signIn(PublicClientApplication app) {
        return app.acquireTokenByDeviceCode(code -> EMULATOR.get().approveDeviceCode(code.userCode(), ADA), "User.Read")
                .execute()
                .accessToken();
    }

    /** MSAL for Node forgets what it has just stored when it stored it in the millisecond in which it last looked; one that starts afterwards does not. */
    final String signInThere() {
        try (MsalProgram theirs = theirs()) {
            return signIn(theirs);
        }
    }

    static String signIn(MsalProgram program) {
        String code = (String) program.does("device").get("user_code");
        EMULATOR.get().approveDeviceCode(code, ADA);
        return program.token();
    }

    static String silent(PublicClientApplication app) {
        return app.acquireTokenSilent(onlyAccount(app), "User.Read").execute().accessToken();
    }

    static String refreshed(PublicClientApplication app) {
        return app.acquireTokenSilent(onlyAccount(app), "User.Read")
                .forceRefresh()
                .execute()
                .accessToken();
    }

    private static Account onlyAccount(PublicClientApplication app) {
        assertThat(app.accounts()).extracting(Account::username).containsExactly(ADA);
        return app.accounts().get(0);
    }

    static long tokenRequests() {
        return EMULATOR.get().requests(EmulatorEndpoint.TOKEN).size();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    final void assertNothingWentWrong() {
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
