package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.OpenIdScopes;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that leaves out some of the scopes which are added by themselves. */
class ExcludedScopesTest {

    private static final Scopes USER_READ = Scopes.requested("User.Read");

    private final Flows flows = Flows.asking(OpenIdScopes.without("offline_access", "profile"));

    @Test
    void theSignInPageIsNotAskedForThem() {
        PendingSignIn pending = flows.authorizationCode.begin(
                flows.authority,
                AuthorizationParameters.of(USER_READ),
                URI.create("https://app.example/back"),
                ResponseMode.FORM_POST,
                flows.call());

        assertThat(pending.authorizationUri().getQuery()).contains("&scope=User.Read+openid&");
    }

    @Test
    void neitherIsTheDeviceCodePage() {
        signedInByDeviceCode(Answers.personal("token-1"));

        assertThat(flows.http.requests().get(0).formParameter("scope")).contains("User.Read openid");
    }

    @Test
    void neitherIsTheTokenEndpointInAnyFlowOfAPerson() {
        flows.http
                .reply(200, Answers.personal("token-1").json())
                .reply(200, Answers.personal("token-2").json())
                .reply(200, Answers.personal("token-3").json());

        Account ada = imported();
        flows.clock.advance(Duration.ofHours(2));
        flows.silent.acquire(flows.authority, ada, USER_READ, CachePolicy.DEFAULT, flows::call);
        flows.onBehalfOf.acquire(null, Secret.of("assertion"), USER_READ, CachePolicy.DEFAULT, flows::call);

        assertThat(flows.http.requests())
                .hasSize(3)
                .allSatisfy(sent -> assertThat(sent.formParameter("scope")).contains("User.Read openid"));
    }

    @Test
    void whereNoRefreshTokenCameThePersonSignsInAgainWhenTheTokenHasExpired() {
        Account ada = signedInByDeviceCode(Answers.personal("token-1").without("refresh_token"));
        assertThat(flows.silent
                        .acquire(flows.authority, ada, USER_READ, CachePolicy.DEFAULT, flows::call)
                        .accessToken())
                .isEqualTo("token-1");

        flows.clock.advance(Duration.ofHours(2));

        assertThatThrownBy(
                        () -> flows.silent.acquire(flows.authority, ada, USER_READ, CachePolicy.DEFAULT, flows::call))
                .isInstanceOf(MsalInteractionRequiredException.class)
                .hasMessageContaining("no refresh token is stored");
    }

    @Test
    void aScopeThatIsLeftOutMayStillBeConsentedToInOneSignIn() {
        AuthorizationParameters once = new AuthorizationParameters(
                USER_READ,
                Scopes.parse("offline_access"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RequestShape.PLAIN,
                Optional.empty());

        PendingSignIn pending = flows.authorizationCode.begin(
                flows.authority, once, URI.create("https://app.example/back"), ResponseMode.FORM_POST, flows.call());

        assertThat(pending.authorizationUri().getQuery()).contains("&scope=User.Read+offline_access+openid&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "User.Read", "Profile", "", "profile offline_access"})
    void onlyThoseTwoCanBeLeftOut(String scope) {
        assertThatThrownBy(() -> OpenIdScopes.without("profile", scope))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("invalid_excluded_scope"))
                .hasMessageContaining("'" + scope + "'");
    }

    @Test
    void leavingOutNothingLeavesAll() {
        assertThat(OpenIdScopes.without()).isEqualTo(OpenIdScopes.ALL).hasToString("offline_access openid profile");
    }

    private Account signedInByDeviceCode(Answers answer) {
        flows.http
                .reply(200, "{\"user_code\":\"A\",\"device_code\":\"d\",\"verification_uri\":\"https://x.example\"}")
                .reply(200, answer.json());
        return flows.deviceCode
                .acquire(
                        flows.authority,
                        USER_READ,
                        RequestShape.PLAIN,
                        code -> {},
                        new CallContext("correlation-1", Deadline.none(), new Cancellation()))
                .account()
                .orElseThrow();
    }

    private Account imported() {
        return flows.refreshToken
                .acquire(flows.authority, Secret.of("imported"), USER_READ, RequestShape.PLAIN, flows.call())
                .account()
                .orElseThrow();
    }
}
