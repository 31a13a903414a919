package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.AppTokenProvider;
import io.openmsal.domain.client.AppTokenRequest;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ProvidedToken;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody else gets the application's own tokens; the library keeps, renews and shares them. */
class AppTokenProviderTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.example/.default");

    private final List<AppTokenRequest> asked = new ArrayList<>();
    private ProvidedToken next = ProvidedToken.of(Secret.of("provided-1"), Duration.ofHours(1));
    private final Flows flows = flows(request -> {
        asked.add(request);
        return next;
    });

    private static Flows flows(AppTokenProvider provider) {
        return new Flows(
                EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
                ClientCredential.providedBy(provider),
                List.of("CP1"));
    }

    private AuthenticationResult acquire(Flows of) {
        return of.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, of::call);
    }

    @Test
    void theProviderIsToldWhatTheTokenIsForAndNothingIsSent() {
        AuthenticationResult result = acquire(flows);

        assertThat(result.accessToken()).isEqualTo("provided-1");
        assertThat(result.source()).isEqualTo(TokenSource.IDENTITY_PROVIDER);
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.clientId()).isEqualTo(Flows.CLIENT_ID);
            assertThat(request.tenant()).isEqualTo("contoso.example");
            assertThat(request.scopes()).isEqualTo(GRAPH);
            assertThat(request.claims())
                    .hasValueSatisfying(claims -> assertThat(claims).contains("CP1"));
            assertThat(request.call().correlationId()).isEqualTo("correlation-1");
        });
        assertThat(flows.http.requests()).isEmpty();
    }

    @Test
    void itsTokenServesUntilItIsDue() {
        acquire(flows);
        assertThat(acquire(flows).source()).isEqualTo(TokenSource.CACHE);

        flows.clock.advance(Duration.ofHours(1));
        next = ProvidedToken.of(Secret.of("provided-2"), Duration.ofHours(1));

        assertThat(acquire(flows).accessToken()).isEqualTo("provided-2");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aLongLifeIsRenewedHalfWayUnlessTheProviderSaysWhen() {
        next = ProvidedToken.of(Secret.of("long"), Duration.ofHours(10));
        assertThat(acquire(flows).refreshAt()).contains(flows.clock.instant().plus(Duration.ofHours(5)));

        Flows advised = flows(request ->
                new ProvidedToken(Secret.of("advised"), Duration.ofHours(10), Optional.of(Duration.ofHours(2))));
        assertThat(acquire(advised).refreshAt())
                .contains(advised.clock.instant().plus(Duration.ofHours(2)));
    }

    @ParameterizedTest
    @CsvSource({"' ',3600,", "token,0,", "token,-1,", "token,400000000,", "token,3600,-1", "token,3600,3600"})
    void whatMakesNoSenseIsRefusedAndNotKept(String token, long seconds, Long refreshIn) {
        next = new ProvidedToken(
                Secret.of(token),
                Duration.ofSeconds(seconds),
                Optional.ofNullable(refreshIn).map(Duration::ofSeconds));

        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() -> acquire(flows))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused ->
                                    assertThat(refused.errorCode()).isEqualTo("invalid_token_provider_response_value"));
            assertThat(asked).hasSize(i);
        }
    }

    @Test
    void noTokenAtAllIsRefused() {
        Flows silent = flows(request -> null);

        assertThatThrownBy(() -> acquire(silent)).hasMessageContaining("gave no token");
    }

    @Test
    void whoGivesUpBecauseTheCallIsOverHasNotFailed() {
        IllegalStateException gaveUp = new IllegalStateException("gave up");
        Flows slow = flows(request -> {
            flows.clock.advance(Duration.ofMinutes(2));
            throw gaveUp;
        });

        assertThatThrownBy(() -> slow.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, flows::call))
                .isInstanceOf(MsalTimeoutException.class)
                .hasSuppressedException(gaveUp);
    }

    @Test
    void itsOwnFailureIsTheCauseAndATypedOneComesAsItIs() {
        IllegalStateException down = new IllegalStateException("agent down");
        assertThatThrownBy(() -> acquire(flows(request -> {
                    throw down;
                })))
                .isInstanceOf(MsalConfigurationException.class)
                .hasCause(down);

        MsalException typed = new MsalTimeoutException("request_timeout", "too slow", null, null);
        assertThatThrownBy(() -> acquire(flows(request -> {
                    throw typed;
                })))
                .isSameAs(typed);
    }

    @Test
    void whatComesAfterTheDeadlineIsNotKept() {
        Flows[] slow = new Flows[1];
        slow[0] = flows(request -> {
            slow[0].clock.advance(Duration.ofMinutes(5));
            return ProvidedToken.of(Secret.of("late"), Duration.ofHours(1));
        });

        assertThatThrownBy(() -> acquire(slow[0])).isInstanceOf(MsalTimeoutException.class);
    }

    @Test
    void aBoundTokenIsNotWhatAProviderGives() {
        RequestShape bound =
                RequestShape.PLAIN.presentedBy(AuthenticationScheme.sshCertificate("{\"kty\":\"RSA\"}", "key-1"));

        assertThatThrownBy(() -> flows.clientCredentials.acquire(
                        null, GRAPH, new CachePolicy(false, bound, MinimumLifetime.standard()), flows::call))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("bearer tokens");
        assertThat(asked).isEmpty();
    }

    @Test
    void peopleNeedAnApplicationWithACredential() {
        assertThatThrownBy(() ->
                        flows.onBehalfOf.acquire(null, Secret.of("assertion"), GRAPH, CachePolicy.DEFAULT, flows::call))
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("no_client_credential"))
                .isNotInstanceOf(MsalServiceException.class);
        assertThat(flows.http.requests()).isEmpty();
    }
}
