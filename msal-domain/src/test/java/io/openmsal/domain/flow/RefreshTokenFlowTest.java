package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens from elsewhere, at a provider that rotates them or does not, and names the person or does not. */
class RefreshTokenFlowTest {

    private static final String ISSUER = "https://idp.example/realm";
    private static final Scopes READ = Scopes.requested("read");
    private static final Secret FOREIGN = Secret.of("foreign");

    private final Flows flows = new Flows(
            OidcAuthority.of(ISSUER, LoopbackHttp.REFUSED)
                    .withMetadata(
                            new GsonJsonCodec(),
                            new GsonJsonCodec()
                                    .write(Map.of(
                                            "issuer", ISSUER,
                                            "authorization_endpoint", ISSUER + "/authorize",
                                            "token_endpoint", ISSUER + "/token"))),
            ClientCredential.none());

    private AuthenticationResult takeOver() {
        return flows.refreshToken.acquire(flows.authority, FOREIGN, READ, RequestShape.PLAIN, flows.call());
    }

    /** When the access token is over. */
    private AuthenticationResult twoHoursLater(Account account) {
        flows.clock.advance(Duration.ofHours(2));
        return flows.silent.acquire(flows.authority, account, READ, CachePolicy.DEFAULT, flows::call);
    }

    private static Answers named(String accessToken) {
        return Answers.own(accessToken)
                .claim("iss", ISSUER)
                .claim("aud", Flows.CLIENT_ID)
                .claim("sub", "ada");
    }

    @Test
    void theOneThatWasRedeemedIsKeptWhereNoneComesInItsPlace() {
        flows.http
                .reply(200, named("token-1").json())
                .reply(200, Answers.own("token-2").json());
        Account ada = takeOver().account().orElseThrow();

        AuthenticationResult later = twoHoursLater(ada);

        assertThat(later.accessToken()).isEqualTo("token-2");
        assertThat(flows.http.lastRequest().formParameter("refresh_token")).contains("foreign");
    }

    @Test
    void bothAreTriedWhereOneOfASignInWasKeptAndIsRefusedByNow() {
        flows.http
                .reply(200, named("token-1").with("refresh_token", "refused").json())
                .reply(200, named("token-2").json())
                .reply(400, "{\"error\":\"invalid_grant\"}")
                .reply(200, Answers.own("token-3").json());
        takeOver();
        Account ada = takeOver().account().orElseThrow();

        AuthenticationResult later = twoHoursLater(ada);

        assertThat(later.accessToken()).isEqualTo("token-3");
        assertThat(flows.http.lastRequest().formParameter("refresh_token")).contains("foreign");
    }

    @Test
    void oneOfASignInStaysWhereNoneComesInItsPlace() {
        flows.http
                .reply(200, named("token-1").with("refresh_token", "new").json())
                .reply(200, named("token-2").json())
                .reply(200, Answers.own("token-3").json());
        takeOver();
        Account ada = takeOver().account().orElseThrow();

        twoHoursLater(ada);

        assertThat(flows.http.lastRequest().formParameter("refresh_token")).contains("new");
    }

    /** It issued a refresh token all the same, and no request may ask for more than was granted (RFC 6749 §6). */
    @Test
    void aProviderThatDidNotGrantOfflineAccessIsAskedWithoutIt() {
        flows.http
                .reply(200, named("token-1").with("refresh_token", "rotated").json())
                .reply(400, "{\"error\":\"invalid_scope\"}")
                .reply(200, Answers.own("token-2").json());
        Account ada = takeOver().account().orElseThrow();

        AuthenticationResult later = twoHoursLater(ada);

        assertThat(later.accessToken()).isEqualTo("token-2");
        assertThat(flows.http.requests())
                .extracting(request -> request.formParameter("scope").orElseThrow())
                .containsExactly(
                        "offline_access openid profile read",
                        "offline_access openid profile read",
                        "openid profile read");
        assertThat(flows.http.lastRequest().formParameter("refresh_token")).contains("rotated");
    }

    /** RFC 6749 §6: only the person can grant more than they did. */
    @Test
    void whatIsRefusedWithoutItTooNeedsThePerson() {
        flows.http
                .reply(200, named("token-1").with("refresh_token", "rotated").json())
                .reply(400, "{\"error\":\"invalid_scope\",\"error_description\":\"not granted\"}")
                .reply(400, "{\"error\":\"invalid_scope\",\"error_description\":\"not granted\"}");
        Account ada = takeOver().account().orElseThrow();

        assertThatThrownBy(() -> twoHoursLater(ada))
                .isInstanceOf(MsalInteractionRequiredException.class)
                .hasMessage(
                        "The redemption of the refresh token was refused: idp.example answered 400 invalid_scope: not granted."
                                + " Not all of 'read' was granted with it: sign the user in again, and name these scopes there.");
        assertThat(flows.http.requests()).hasSize(3);
    }

    @Test
    void theNewOneTakesItsPlaceWhereOneComes() {
        flows.http
                .reply(200, named("token-1").with("refresh_token", "rotated").json())
                .reply(200, Answers.own("token-2").json());
        AuthenticationResult result = takeOver();

        twoHoursLater(result.account().orElseThrow());

        assertThat(flows.http.lastRequest().formParameter("refresh_token")).contains("rotated");
        assertThat(result.refreshToken()).as("the cache has it").isEmpty();
    }

    @Test
    void theNewOneIsHandedOutWhereNobodyIsNamedAndNothingCanBeKept() {
        flows.http.reply(
                200, Answers.own("token-1").with("refresh_token", "rotated").json());

        AuthenticationResult result = takeOver();

        assertThat(result.account()).isEmpty();
        assertThat(result.refreshToken().map(Secret::reveal)).contains("rotated");
        assertThat(flows.cache.accounts("idp.example")).isEmpty();
    }

    @Test
    void nothingIsHandedOutWhereNobodyIsNamedAndNothingNewCame() {
        flows.http.reply(200, Answers.own("token-1").json());

        assertThat(takeOver().refreshToken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t"})
    void anEmptyTokenIsNotSent(String empty) {
        assertThatThrownBy(() -> flows.refreshToken.acquire(
                        flows.authority, Secret.of(empty), READ, RequestShape.PLAIN, flows.call()))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("refresh token is empty");
        assertThat(flows.http.requests()).isEmpty();
    }
}
