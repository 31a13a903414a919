package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.oauth.TokenResponse;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that somebody else obtained. */
class TokensFromElsewhereFlowTest {

    private final Flows flows = new Flows();
    private final TokensFromElsewhereFlow flow =
            new TokensFromElsewhereFlow(flows.redemption, flows.codec, flows.clock);

    private Account add(TokenResponse response) {
        return flow.keep(flows.authority, response, flows.call());
    }

    private static TokenResponse response(Answers answers) {
        return TokenResponse.of(Secret.of(answers.json()), "User.Read");
    }

    private AuthenticationResult silent(Account account) {
        return flows.silent.acquire(
                flows.authority, account, Scopes.requested("User.Read"), CachePolicy.DEFAULT, flows::call);
    }

    @Test
    void serveASilentCallWithoutARequest() {
        Account ada = add(response(Answers.personal("theirs")));

        AuthenticationResult result = silent(ada);

        assertThat(ada.homeAccountId()).isEqualTo(Answers.HOME_ACCOUNT_ID);
        assertThat(ada.username()).isEqualTo("ada@contoso.example");
        assertThat(result.accessToken()).isEqualTo("theirs");
        assertThat(result.source()).isEqualTo(TokenSource.CACHE);
        assertThat(result.idTokenClaims().orElseThrow().name()).contains("Ada");
        assertThat(flows.http.requests()).isEmpty();
    }

    @Test
    void areRefreshedWhenTheyAreOver() {
        Account ada = add(response(Answers.personal("theirs")));
        flows.clock.advance(Duration.ofHours(1));
        flows.http.reply(200, Answers.personal("renewed").json());

        assertThat(silent(ada).accessToken()).isEqualTo("renewed");
        assertThat(flows.http.onlyRequest().formParameter("refresh_token")).contains("refresh-of-theirs");
    }

    @Test
    void ofALibraryThatAsksForNoClientInfoAreRefreshedAndStayTheSamePersons() {
        Account ada = add(response(Answers.personal("theirs").without("client_info")));
        flows.clock.advance(Duration.ofHours(1));
        flows.http.reply(200, Answers.personal("renewed").json());

        AuthenticationResult result = silent(ada);

        assertThat(result.accessToken()).isEqualTo("renewed");
        assertThat(result.account()).contains(ada);
        assertThat(silent(ada).accessToken()).as("from the cache").isEqualTo("renewed");
        assertThat(flows.cache.accounts(ada.environment())).containsExactly(ada);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "client_info"})
    void areNotExchangedForThoseOfAnotherPerson(String names) {
        boolean bySubject = names.equals("sub");
        Answers theirs = Answers.personal("theirs");
        Account ada = add(response(bySubject ? theirs.without("client_info") : theirs));
        flows.clock.advance(Duration.ofHours(1));
        Answers others = Answers.personal("canary").claim("sub", "subject-2");
        flows.http.reply(
                200,
                (bySubject
                                ? others
                                : others.with("client_info", Answers.base64("{\"uid\":\"another\",\"utid\":\"t\"}")))
                        .json());

        assertThatThrownBy(() -> silent(ada))
                .isInstanceOfSatisfying(
                        MsalUntrustedResponseException.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo("user_mismatch"))
                .hasMessageNotContaining("canary");
    }

    @Test
    void liveFromWhenTheyWereReceivedAndNotFromALaterTime() {
        Instant now = flows.clock.instant();
        Account ada = add(response(Answers.personal("theirs")).receivedAt(now.minus(Duration.ofMinutes(40))));
        assertThat(silent(ada).expiresAt()).isEqualTo(now.plus(Duration.ofMinutes(20)));

        Flows ahead = new Flows();
        Account sameAda = new TokensFromElsewhereFlow(ahead.redemption, ahead.codec, ahead.clock)
                .keep(
                        ahead.authority,
                        response(Answers.personal("theirs")).receivedAt(now.plus(Duration.ofDays(300))),
                        ahead.call());
        assertThat(ahead.silent
                        .acquire(
                                ahead.authority,
                                sameAda,
                                Scopes.requested("User.Read"),
                                CachePolicy.DEFAULT,
                                ahead::call)
                        .expiresAt())
                .isEqualTo(now.plus(Duration.ofHours(1)));
    }

    @Test
    void thatAreOverAreRefreshedAtTheFirstCall() {
        Account ada = add(response(Answers.personal("theirs"))
                .receivedAt(flows.clock.instant().minus(Duration.ofDays(1))));
        flows.http.reply(200, Answers.personal("renewed").json());

        assertThat(silent(ada).accessToken()).isEqualTo("renewed");
    }

    @Test
    void doNotTakeThePlaceOfWhatWasReceivedLater() {
        flows.http.reply(200, Answers.personal("here").json());
        flows.refreshToken.acquire(
                flows.authority, Secret.of("foreign"), Scopes.requested("User.Read"), RequestShape.PLAIN, flows.call());

        Account ada = add(response(Answers.personal("theirs"))
                .receivedAt(flows.clock.instant().minus(Duration.ofMinutes(10))));

        assertThat(silent(ada).accessToken()).isEqualTo("here");
        assertThat(flows.cache.refreshTokens(ada, Flows.CLIENT_ID))
                .extracting(token -> token.secret().reveal())
                .containsExactly("refresh-of-here");
    }

    @Test
    void ofAnotherTenantAreKeptApart() {
        Account ada = add(response(Answers.personal("theirs")
                        .claim("tid", "99999999-2222-3333-4444-555555555555")
                        .claim("iss", "https://login.microsoftonline.com/99999999-2222-3333-4444-555555555555/v2.0"))
                .ofTenant("99999999-2222-3333-4444-555555555555"));

        AuthenticationResult there = flows.silent.acquire(
                flows.authority.withTenant("99999999-2222-3333-4444-555555555555"),
                ada,
                Scopes.requested("User.Read"),
                CachePolicy.DEFAULT,
                flows::call);

        assertThat(there.accessToken()).isEqualTo("theirs");
    }

    @Test
    void withoutAnIdTokenAreOfTheTenantThatWasAsked() {
        Account somebody = add(
                response(Answers.own("theirs").with("client_info", Answers.base64("{\"uid\":\"u\",\"utid\":\"t\"}")))
                        .ofTenant("fabrikam.example"));

        AuthenticationResult there = flows.silent.acquire(
                flows.authority.withTenant("fabrikam.example"),
                somebody,
                Scopes.requested("User.Read"),
                CachePolicy.DEFAULT,
                flows::call);

        assertThat(there.accessToken()).isEqualTo("theirs");
        assertThatThrownBy(() -> silent(somebody)).isInstanceOf(MsalInteractionRequiredException.class);
    }

    @Nested
    class AreRefused {

        private void assertNothingIsKept() {
            assertThat(flows.cache.accounts(flows.authority.environment())).isEmpty();
            assertThat(flows.http.requests()).isEmpty();
        }

        @Test
        void whenTheIdTokenIsNotForThisApplicationOrFromThisIssuer() {
            for (Map.Entry<String, String> forged :
                    Map.of("aud", "another", "iss", "https://evil.example/").entrySet()) {
                assertThatThrownBy(() ->
                                add(response(Answers.personal("canary-at").claim(forged.getKey(), forged.getValue()))))
                        .isInstanceOfSatisfying(
                                MsalUntrustedResponseException.class,
                                failure -> assertThat(failure.errorCode()).isEqualTo("invalid_id_token"))
                        .hasMessageNotContaining("canary");
            }
            assertNothingIsKept();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "canary",
                    "[]",
                    "{}",
                    "{\"access_token\":7}",
                    "{\"refresh_token\":\"canary\"}",
                    "{\"error\":\"invalid_grant\",\"error_description\":\"canary\"}",
                    "{\"access_token\":\"canary\",\"expires_in\":-1}",
                    "{\"access_token\":\"canary\",\"expires_in\":99999999999}",
                    "{\"access_token\":\"canary\",\"token_type\":\"pop\"}",
                    "{\"access_token\":\"canary"
                })
        void whenTheResponseIsNoneWithABearerToken(String json) {
            assertThatThrownBy(() -> add(TokenResponse.of(Secret.of(json), "User.Read")))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("invalid_token_response"))
                    .hasMessageContaining("Nothing was kept")
                    .hasMessageNotContaining("canary");
            assertNothingIsKept();
        }

        @Test
        void whenNobodyKnowsWhoseTheyAre() {
            assertThatThrownBy(() -> add(response(Answers.own("canary"))))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("openid")
                    .hasMessageNotContaining("canary");
            assertNothingIsKept();
        }

        @Test
        void whenTheyAreOverAndCannotBeRefreshed() {
            assertThatThrownBy(() -> add(response(Answers.personal("canary").without("refresh_token"))
                            .receivedAt(flows.clock.instant().minus(Duration.ofHours(2)))))
                    .isInstanceOf(MsalConfigurationException.class)
                    .hasMessageContaining("is over");
            assertNothingIsKept();
        }

        @Test
        void andNeverPrinted() {
            assertThat(response(Answers.personal("canary"))).hasToString("token response for User.Read");
        }
    }
}
