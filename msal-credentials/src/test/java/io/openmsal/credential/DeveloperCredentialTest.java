package io.openmsal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.Adapters;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.cache.StoreBusyException;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.TrustSettings;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.store.FakeTokenStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DeveloperCredentialTest {

    private static final String ADA = "ada@contoso.example";
    private static final String GRACE = "grace@contoso.example";
    private static final TokenDemand READ = TokenDemand.of("User.Read");

    @RegisterExtension
    static final EmulatorExtension extension = EmulatorExtension.create();

    @TempDir
    Path home;

    private Emulator emulator;
    private FakeEnvironment environment;
    private Adapters adapters;
    private DeveloperCredential credential;

    private final RecordingEventSink events = new RecordingEventSink();

    @BeforeEach
    void adaSignsIn() {
        emulator = extension.get();
        environment = new FakeEnvironment().withVariable("OPENMSAL_HOME", home.toString());
        adapters = Adapters.jdkOnly(
                        HttpSettings.builder()
                                .trust(TrustSettings.pem(emulator.caCertificatePem()))
                                .build(),
                        events)
                // the device is approved before it is first asked about, so there is nothing to wait for
                .withClock(Clock.systemUTC(), (duration, cancellation) -> {})
                .withEnvironment(environment);
        credential = new DeveloperCredential(adapters);
        signIn(ADA);
        emulator.clearRequests();
    }

    private DeveloperSignIn signInOf(String homeAccountId) {
        return new DeveloperSignIn(
                emulator.defaultPublicClientId(),
                AuthorityTrust.VOUCHED,
                emulator.authority(emulator.tenant("contoso").id()),
                homeAccountId);
    }

    /** As {@code msal login --developer --device-code} does it. */
    private Account signIn(String username) {
        PublicClientApplication app = signInOf("nobody yet")
                .application(environment, events)
                .adapters(adapters)
                .build();
        Account person = app.acquireTokenByDeviceCode(
                        code -> emulator.approveDeviceCode(code.userCode(), username), "User.Read")
                .execute()
                .account()
                .orElseThrow();
        signInOf(person.homeAccountId()).write(environment, adapters.codec());
        return person;
    }

    @Test
    void whoSignedInGetsTokensWithoutBeingAsked() {
        AuthenticationResult result = credential.token(READ);

        assertThat(result.account().map(Account::username)).contains(ADA);
        assertThat(result.source()).isEqualTo(TokenSource.CACHE);
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void aNewSignInIsHeededWhileTheProgramRuns() {
        credential.token(READ);

        signIn(GRACE);

        assertThat(credential.token(READ).account().map(Account::username)).contains(GRACE);
    }

    @Test
    void anotherApplicationsSignInIsNotServedByTheOneBefore() {
        String ada = credential.token(READ).account().orElseThrow().homeAccountId();

        new DeveloperSignIn(
                        "another-client", AuthorityTrust.VOUCHED, signInOf(ada).authority(), ada)
                .write(environment, adapters.codec());

        assertThatThrownBy(() -> credential.token(READ)).isInstanceOf(MsalException.class);
    }

    @Test
    void aSignInThatIsOverNeedsAPerson() {
        emulator.revokeRefreshTokens(ADA);

        assertThatThrownBy(() -> credential.token(READ.withClaims("{\"access_token\":{}}")))
                .isInstanceOf(MsalInteractionRequiredException.class);
    }

    @Test
    void whoSignedOutIsNotHere() {
        PublicClientApplication app = signInOf("any")
                .application(environment, events)
                .adapters(adapters)
                .build();
        app.accounts().forEach(app::removeAccount);

        assertThatThrownBy(() -> credential.token(READ))
                .isInstanceOf(MsalCredentialException.class)
                .hasMessage("developer sign-in: who signed in has signed out since. Sign in: msal login --developer.");
    }

    @Test
    void whoWasForgottenIsNotHere() {
        assertThat(DeveloperSignIn.forget(environment)).isTrue();

        assertThatThrownBy(() -> credential.token(READ))
                .isInstanceOf(MsalCredentialException.class)
                .hasMessageContaining("nobody signed in");
        assertThat(home.resolve("developer/tokens")).doesNotExist();
        assertThat(DeveloperSignIn.forget(environment)).isFalse();
    }

    @Test
    void whatAKilledSignInLeftIsForgottenToo() throws Exception {
        DeveloperSignIn.forget(environment);
        Path left = Files.writeString(home.resolve("developer/tokens." + UUID.randomUUID() + ".tmp"), "tokens");

        DeveloperSignIn.forget(environment);

        assertThat(left).doesNotExist();
    }

    @Test
    void whoIsWritingMeanwhileIsNoMatterOfPermissions() {
        FakeTokenStore tokens = new FakeTokenStore()
                .failNextWrite(new StoreBusyException("Another process held the lock. End the process that hangs."));

        assertThatThrownBy(() -> DeveloperSignIn.forget(tokens, new FakeTokenStore()))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessage("The developer sign-in could not be removed: Another process held the lock. End the process"
                        + " that hangs.");
    }

    @Test
    void tokensThatCannotBeReadAreNotTakenForASignOut() throws Exception {
        Path tokens = home.resolve("developer/tokens");
        Files.delete(tokens);
        Files.createDirectory(tokens);

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> credential.token(READ))
                    .isInstanceOf(MsalStoreException.class)
                    .hasMessageContaining("The file tokens of the developer sign-in cannot be read")
                    .hasMessageContaining("msal login --developer");
        }
    }

    @Test
    void theHomeOfThePersonIsUsedWhenNoOtherIsNamed() {
        environment.withoutVariable("OPENMSAL_HOME").withProperty("user.home", home.toString());

        assertThatThrownBy(() -> credential.token(READ)).isInstanceOf(MsalCredentialException.class);
        signIn(GRACE);

        assertThat(home.resolve(".openmsal/developer/tokens")).isNotEmptyFile();
        assertThat(credential.token(READ).account().map(Account::username)).contains(GRACE);
    }

    @Test
    void whatIsKeptOfTheSignInHoldsNoTokenAndNoName() throws Exception {
        Path record = home.resolve("developer/sign-in");

        assertThat(Files.readString(record))
                .doesNotContain(ADA, "secret", "eyJ")
                .contains("\"trusted_authority\"");
        if (Files.getFileStore(record).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record)))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "openmsal-tokens 2 "})
    void aDamagedRecordIsSetAsideWithAWarningAndCountsAsNone(String text) throws Exception {
        Path record = Files.writeString(home.resolve("developer/sign-in"), text);

        assertThatThrownBy(() -> credential.token(READ))
                .isInstanceOf(MsalCredentialException.class)
                .hasMessageContaining("nobody signed in")
                .hasMessageContaining("msal login --developer");
        assertThat(record).doesNotExist();
        events.only("store.set_aside");
        assertThat(events.textWithPersonalValues()).contains("file=" + record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "{\"client_id\":\"c\",\"authority\":7}"})
    void aRecordThatSomebodyElseWroteIsATypedErrorAndIsLeftAsItIs(String text) throws Exception {
        Path record = Files.writeString(home.resolve("developer/sign-in"), text);

        assertThatThrownBy(() -> credential.token(READ))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("msal login --developer");
        assertThat(credential.explain()).startsWith("developer sign-in: The file sign-in");
        assertThat(Files.readString(record)).isEqualTo(text);
    }

    @Test
    void withoutAnyHomeThatIsSaid() {
        environment.withoutVariable("OPENMSAL_HOME");

        assertThatThrownBy(() -> credential.token(READ))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("OPENMSAL_HOME");
    }
}
