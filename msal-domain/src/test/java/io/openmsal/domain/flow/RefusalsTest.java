package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the same word of a server means to an application alone, and to a person who is not signing in at that moment. */
class RefusalsTest {

    private final Flows flows = new Flows(
            EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
            ClientCredential.secret(Secret.of("a-secret")));

    private void acquireForTheApplication() {
        flows.clientCredentials.acquire(
                null,
                Scopes.requested("https://graph.example/.default"),
                new CachePolicy(false, RequestShape.PLAIN, MinimumLifetime.standard()),
                flows::call);
    }

    private void redeemARefreshToken() {
        flows.refreshToken.acquire(
                flows.authority,
                Secret.of("a-refresh-token"),
                Scopes.requested("User.Read"),
                RequestShape.PLAIN,
                flows.call());
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "authorization_declined", "expired_token"})
    void anApplicationThatAPolicyKeepsOutWasNotCancelledByAnybody(String error) {
        flows.http.reply(403, Answers.error(error, "Policy evaluation failed for this request."));

        assertThatThrownBy(this::acquireForTheApplication)
                .isInstanceOfSatisfying(
                        MsalServiceException.class,
                        refused -> assertThat(refused.serviceError().status()).isEqualTo(403))
                .hasMessageContaining("Policy evaluation failed")
                .hasMessageNotContaining("sign-in");
    }

    @Test
    void aPersonWhomAPolicyKeepsOutDidNotDeclineEither() {
        flows.http.reply(400, Answers.error("access_denied", "Policy evaluation failed for this request."));

        assertThatThrownBy(this::redeemARefreshToken)
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("policies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "interaction_required", "consent_required"})
    void nobodyIsToldToSignInForAnApplication(String error) {
        flows.http.reply(400, Answers.error(error, "AADSTS700082: it says so."));

        assertThatThrownBy(this::acquireForTheApplication)
                .isInstanceOf(MsalServiceException.class)
                .hasMessageNotContaining("Sign the user in");
    }

    @Test
    void whoIsRefusedForAskingInALoopIsToldToLookForIt() {
        String loop = Answers.error(
                "invalid_grant",
                "AADSTS50196: The server terminated an operation because it encountered a loop while processing a request.");
        flows.http.reply(400, loop).reply(400, loop);

        assertThatThrownBy(this::acquireForTheApplication)
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("again and again")
                .hasMessageContaining("keep the application object");
        assertThatThrownBy(this::redeemARefreshToken)
                .isInstanceOf(MsalInteractionRequiredException.class)
                .hasMessageContaining("again and again")
                .hasMessageNotContaining("Sign the user in");
    }

    @Test
    void anAdministratorConsentsForAnApplicationAlsoWhereThatIsSaidInTheFinerWord() {
        flows.http.reply(
                400,
                "{\"error\":\"invalid_grant\",\"suberror\":\"consent_required\",\"error_description\":\"AADSTS65001: no consent\"}");

        assertThatThrownBy(this::acquireForTheApplication)
                .isInstanceOf(MsalServiceException.class)
                .hasMessageEndingWith("Let an administrator consent for the application.");
    }
}
