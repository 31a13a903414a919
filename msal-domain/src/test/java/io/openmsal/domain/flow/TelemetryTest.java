package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.microsoft.com/.default");
    private static final Scopes USER_READ = Scopes.requested("User.Read");

    private final Flows flows = new Flows(
            EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
            ClientCredential.secret(Secret.of("secret")));

    private void ownToken(CachePolicy policy) {
        flows.clientCredentials.acquire(null, GRAPH, policy, flows::call);
    }

    private void redeem(String refreshToken, String correlationId) {
        flows.refreshToken.acquire(
                flows.authority,
                Secret.of(refreshToken),
                USER_READ,
                RequestShape.PLAIN,
                new CallContext(correlationId, Deadline.none(), Cancellation.none()));
    }

    private String current() {
        return flows.http.lastRequest().header("x-client-current-telemetry").orElseThrow();
    }

    private String last() {
        return flows.http.lastRequest().header("x-client-last-telemetry").orElseThrow();
    }

    @Nested
    class TheCurrentRequest {

        @Test
        void saysThatTheCacheHadNoToken() {
            flows.http.reply(200, Answers.own("token").json());

            ownToken(CachePolicy.DEFAULT);

            assertThat(current()).isEqualTo("4|730,2|");
        }

        @Test
        void saysThatTheTokenHadExpired() {
            flows.http.reply(200, Answers.own("token").json());
            ownToken(CachePolicy.DEFAULT);
            flows.clock.advance(Duration.ofHours(2));
            flows.http.reply(200, Answers.own("token").json());

            ownToken(CachePolicy.DEFAULT);

            assertThat(current()).isEqualTo("4|730,3|");
        }

        @Test
        void saysThatTheTokenWasRenewedAhead() {
            flows.http.reply(200, Answers.own("token").with("refresh_in", 600).json());
            ownToken(CachePolicy.DEFAULT);
            flows.clock.advance(Duration.ofMinutes(20));
            flows.http.reply(200, Answers.own("token").json());

            ownToken(CachePolicy.DEFAULT);

            assertThat(current()).isEqualTo("4|730,4|");
        }

        @Test
        void saysThatTheCallerWantedANewToken() {
            flows.http.reply(200, Answers.own("token").json());

            ownToken(new CachePolicy(true, RequestShape.PLAIN, MinimumLifetime.standard()));

            assertThat(current()).isEqualTo("4|730,1|");
        }

        @Test
        void saysThatARefreshTokenCameFromElsewhere() {
            flows.http.reply(200, Answers.personal("token").json());

            redeem("foreign", "correlation-1");

            assertThat(current()).isEqualTo("4|85,1|");
        }
    }

    @Nested
    class TheLastRequests {

        @Test
        void areNothingToSpeakOfAtFirst() {
            flows.http.reply(200, Answers.personal("token").json());

            redeem("foreign", "correlation-1");

            assertThat(last()).isEqualTo("4|0|||");
        }

        @Test
        void areTheFailuresAndTheHitsSinceTheLastSuccess() {
            flows.cacheHits.set(1);
            flows.http.reply(400, Answers.error("error_1", "no"));
            catchThrowable(() -> redeem("a", "id_1"));
            flows.http.reply(400, Answers.error("error_2", "no"));
            catchThrowable(() -> redeem("b", "id_2"));
            flows.http.reply(200, Answers.personal("token").json());
            redeem("c", "id_3");
            assertThat(last()).isEqualTo("4|1|85,id_1,85,id_2|error_1,error_2|");

            flows.http.reply(200, Answers.personal("token").json());
            redeem("d", "id_4");
            assertThat(last()).isEqualTo("4|0|||");
        }

        @Test
        void areCutShortBeforeTheServerWouldRefuseThem() {
            for (int i = 0; i < 30; i++) {
                String name = "correlation-" + i;
                flows.http.reply(400, Answers.error("invalid_grant", "no"));
                catchThrowable(() -> redeem(name, name));
            }

            assertThat(last()).hasSizeBetween(250, 360).startsWith("4|0|85,correlation-0,");
        }

        @Test
        void cannotBeForgedByWhatAServerOrACallerSays() {
            flows.http.reply(400, Answers.error("a,b|c\r\nx: y", "no"));
            catchThrowable(() -> redeem("a", "1|2,3"));
            flows.http.reply(200, Answers.personal("token").json());

            redeem("b", "correlation-2");

            assertThat(last()).isEqualTo("4|0|85,-|-|");
        }
    }
}
