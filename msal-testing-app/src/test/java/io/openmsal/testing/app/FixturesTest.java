package io.openmsal.testing.app;

import static io.openmsal.testing.app.MsalAssertions.assertThat;
import static io.openmsal.testing.app.MsalAssertions.assertThatNoTokenComesFrom;
import static io.openmsal.testing.app.MsalAssertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException.Reason;
import io.openmsal.domain.failure.MsalTokenRejectedException;
import io.openmsal.port.Secret;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FixturesTest {

    private static final Account ADA = TestAccounts.of("ada@contoso.example");

    @Test
    void theSameNameIsTheSamePersonAndAnotherNameIsNot() {
        assertThat(TestAccounts.of("ada@contoso.example")).isEqualTo(ADA);
        assertThat(TestAccounts.of("grace@contoso.example")).isNotEqualTo(ADA);
        assertThat(ADA.homeTenantId()).hasValue(TestAccounts.tenantId("contoso.example"));
    }

    @Test
    void aGuestIsKnownInEachTenantByAnotherId() {
        Account guest = TestAccounts.of("ada@contoso.example", "contoso.example", "fabrikam.example");

        assertThat(guest).isEqualTo(ADA);
        assertThat(guest.tenantProfiles().values())
                .extracting(profile -> profile.isHome())
                .containsExactly(true, false);
        assertThat(guest.tenantProfiles().values())
                .extracting(profile -> profile.localAccountId())
                .doesNotHaveDuplicates();
    }

    @Test
    void aTokenOfAPersonAgreesWithTheirAccount() {
        var result = TestTokens.ofUser(ADA, "User.Read");

        assertThat(result)
                .belongsTo(ADA)
                .belongsTo("ADA@contoso.example")
                .isFromProvider()
                .grants("User.Read")
                .livesFor(Duration.ofHours(1), new TestClock());
        assertThat(result.tenantId()).isEqualTo(TestAccounts.tenantId("contoso.example"));
        assertThat(result.idTokenClaims().flatMap(IdTokenClaims::username)).hasValue("ada@contoso.example");
    }

    @Test
    void aTokenOfTheApplicationHasNoAccount() {
        Instant soon = TestClock.START.plusSeconds(5);

        assertThat(TestTokens.ofApp("a/.default")).belongsToTheApplication().isFromProvider();
        assertThat(TestTokens.cachedOfApp("a/.default"))
                .belongsToTheApplication()
                .isFromCache();
        assertThat(TestTokens.cachedOfUser(ADA, "a")).belongsTo(ADA).isFromCache();
        assertThat(TestTokens.expiringAt(soon, "a").expiresAt()).isEqualTo(soon);
    }

    @ParameterizedTest
    @EnumSource
    void anInteractionCanBeNeededForEveryReason(Reason reason) {
        assertThat(TestFailures.interactionRequired(reason)).needsInteraction(reason);
    }

    @Test
    void everyOtherKindOfFailureIsOneLine() {
        Instant later = TestClock.START.plusSeconds(30);

        assertThat(TestFailures.throttledUntil(later)).isThrottledUntil(later);
        assertThat(TestFailures.outage()).isServiceFailure(503);
        assertThat(TestFailures.refused("invalid_client", 7000215L))
                .isServiceFailure(400)
                .hasErrorCode("invalid_client");
        assertThat(TestFailures.claimsChallenge("{}")).needsInteraction().carriesClaims("{}");
        assertThat(TestFailures.noAnswer()).isWithoutAnswer();
        assertThat(TestFailures.timedOut()).isTimedOut();
        assertThat(TestFailures.cancelled()).isCancelled();
        List<Class<? extends MsalException>> kinds = Stream.of(
                        TestFailures.notSignedIn(),
                        TestFailures.throttledUntil(later),
                        TestFailures.outage(),
                        TestFailures.noAnswer(),
                        TestFailures.timedOut(),
                        TestFailures.cancelled(),
                        TestFailures.untrusted(),
                        TestFailures.brokerRefused(),
                        TestFailures.storeDown(),
                        TestFailures.tokenRejected(MsalTokenRejectedException.Reason.EXPIRED),
                        TestFailures.misconfigured("no"))
                .<Class<? extends MsalException>>map(MsalException::getClass)
                .toList();
        assertThat(MsalException.class.getPermittedSubclasses())
                .as("all but what a chain of credentials says, which is not asked of an application")
                .filteredOn(kind -> kind != MsalCredentialException.class)
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void fakeTokensFollowTheScriptAndThenGiveTokens() {
        FakeTokens tokens = new FakeTokens().failing(TestFailures.outage()).giving(TestTokens.cachedOfApp("scripted"));

        assertThatNoTokenComesFrom(() -> tokens.acquireToken("one", "two")).isServiceFailure(503);
        assertThat(tokens.acquireToken(ADA, "three")).grants("scripted");
        assertThat(tokens.acquireToken(ADA, "four")).belongsTo(ADA).grants("four");
        assertThat(tokens.acquireToken(Secret.of("assertion"), "five")).grants("five");
        assertThat(tokens.acquireToken("https://vault.azure.net")).belongsToTheApplication();
        assertThat(tokens.asked())
                .extracting(FakeTokens.Asked::scopes)
                .containsExactly(
                        List.of("one", "two"),
                        List.of("three"),
                        List.of("four"),
                        List.of("five"),
                        List.of("https://vault.azure.net"));
        assertThat(tokens.asked().get(1).account()).isEqualTo(ADA);
    }

    @Test
    void anAssertionThatDoesNotHoldSaysWhatTheResultIsAndNotItsToken() {
        var result = TestTokens.ofUser(ADA, "User.Read");

        assertThatThrownBy(() -> assertThat(result).isFromCache())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("from the cache")
                .hasMessageContaining("IDENTITY_PROVIDER")
                .hasMessageNotContaining(result.accessToken());
        assertThatThrownBy(() -> assertThat(result).belongsToTheApplication()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(result).grants("Mail.Read")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(result).isTheSameTokenAs(TestTokens.ofApp("x")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(TestFailures.outage()).isServiceFailure(500))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("503");
        assertThatThrownBy(() -> assertThat(TestFailures.outage()).needsInteraction())
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatNoTokenComesFrom(() -> result))
                .isInstanceOf(AssertionError.class)
                .hasMessageNotContaining(result.accessToken());
    }
}
