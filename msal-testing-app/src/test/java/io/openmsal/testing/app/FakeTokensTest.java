package io.openmsal.testing.app;

import static io.openmsal.testing.app.MsalAssertions.assertThat;
import static io.openmsal.testing.app.MsalAssertions.assertThatThrownBy;

import io.openmsal.AppTokens;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.ManagedIdentityTokens;
import io.openmsal.OnBehalfOfTokens;
import io.openmsal.UserTokens;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.Secret;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.emulator.EmulatorExtension;
import io.openmsal.testing.time.TestClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a whole application refuses, the fake refuses too: a test that it passes would fail in production. */
class FakeTokensTest {

    private static final TestClock CLOCK = new TestClock();
    private static final Account ADA = TestAccounts.of("ada@contoso.example");
    private static final Secret ASSERTION = Secret.of("an access token");

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.create(Emulator.builder().clock(CLOCK));

    private final EmulatedApplications applications = EmulatedApplications.of(EMULATOR.get(), CLOCK);
    private final ConfidentialClientApplication app =
            applications.confidentialClient().build();
    private final FakeTokens fake = new FakeTokens();

    @Test
    void aQuestionWithoutAScopeIsRefused() {
        String[] none = {};

        assertRefusedAlike("scopes_required", none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "User.Read Mail.Read"})
    void aScopeThatIsNoSingleWordIsRefused(String scope) {
        assertRefusedAlike("invalid_scope", scope);
        assertRefusedAlike("invalid_scope", "User.Read", scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "profile", "offline_access"})
    void aScopeThatTheLibraryAddsItselfIsRefused(String scope) {
        assertRefusedAlike("reserved_scope", scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyAssertionIsRefused(String assertion) {
        OnBehalfOfTokens real = app.onBehalfOfTokens();
        OnBehalfOfTokens narrow = fake;

        assertCode("invalid_user_assertion", () -> real.acquireToken(Secret.of(assertion), "User.Read"));
        assertCode("invalid_user_assertion", () -> narrow.acquireToken(Secret.of(assertion), "User.Read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/.default", " /.default"})
    void aMissingResourceIsRefused(String resource) {
        assertResourceRefusedAlike("resource_required_managed_identity", resource);
    }

    @Test
    void aResourceThatIsNoSingleWordIsRefused() {
        assertResourceRefusedAlike("invalid_scope", "https://vault.azure.net https://graph.microsoft.com");
        assertResourceRefusedAlike("reserved_scope", "openid");
    }

    @Test
    void aResourceIsGoodWithAndWithoutDefault() {
        ManagedIdentityTokens narrow = fake;

        assertThat(narrow.acquireToken("https://vault.azure.net")).belongsToTheApplication();
        assertThat(narrow.acquireToken("https://vault.azure.net/.default")).belongsToTheApplication();
    }

    @Test
    void aRefusedQuestionIsNotRememberedAndLeavesTheScriptAlone() {
        fake.giving(TestTokens.ofApp("scripted"));

        assertCode("invalid_scope", () -> fake.acquireToken(ADA, "two words"));

        assertThat(fake.asked()).isEmpty();
        assertThat(fake.acquireToken(ADA, "User.Read")).grants("scripted");
    }

    private void assertRefusedAlike(String code, String... scopes) {
        AppTokens appTokens = app.appTokens();
        UserTokens userTokens = applications.publicClient().build().userTokens();
        OnBehalfOfTokens onBehalfOf = app.onBehalfOfTokens();

        assertCode(code, () -> appTokens.acquireToken(scopes));
        assertCode(code, () -> fake.acquireToken(scopes));
        assertCode(code, () -> userTokens.acquireToken(ADA, scopes));
        assertCode(code, () -> fake.acquireToken(ADA, scopes));
        assertCode(code, () -> onBehalfOf.acquireToken(ASSERTION, scopes));
        assertCode(code, () -> fake.acquireToken(ASSERTION, scopes));
    }

    private void assertResourceRefusedAlike(String code, String resource) {
        ManagedIdentityTokens real = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .adapters(applications.adapters())
                .build()
                .tokens();

        assertCode(code, () -> real.acquireToken(resource));
        assertCode(code, () -> fake.acquireToken(resource));
    }

    private static void assertCode(String code, ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        MsalException.class, failure -> assertThat(failure).hasErrorCode(code));
    }
}
