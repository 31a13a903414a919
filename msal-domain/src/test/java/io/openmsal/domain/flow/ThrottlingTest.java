package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.HeldBack;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottlingTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.microsoft.com/.default");
    private static final Scopes USER_READ = Scopes.requested("User.Read");

    private final AtomicReference<Secret> clientSecret = new AtomicReference<>(Secret.of("first-secret"));
    private final Flows flows = new Flows(
            EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
            ClientCredential.secret(clientSecret::get));

    private void ownToken() {
        flows.clientCredentials.acquire(null, GRAPH, CachePolicy.DEFAULT, flows::call);
    }

    private void ownTokenOf(String tenant) {
        flows.clientCredentials.acquire(tenant, GRAPH, CachePolicy.DEFAULT, flows::call);
    }

    private void redeem(String refreshToken) {
        flows.refreshToken.acquire(
                flows.authority, Secret.of(refreshToken), USER_READ, RequestShape.PLAIN, flows.call());
    }

    private static <E extends MsalException> E refusal(Class<E> type, Runnable call) {
        E refused = catchThrowableOfType(type, call::run);
        assertThat(refused).isNotNull();
        return refused;
    }

    private void answer(int status, String retryAfter) {
        flows.http.reply(new HttpResponse(
                status,
                HttpHeaders.empty().with("Content-Type", "application/json").with("Retry-After", retryAfter),
                Answers.error("temporarily_unavailable", "Busy").getBytes(StandardCharsets.UTF_8)));
    }

    @Nested
    class AServerThatAsksForPatience {

        @Test
        void isStillLeftAloneWhenTheClockWasPutRight() {
            answer(503, "30");
            refusal(MsalException.class, ThrottlingTest.this::ownToken);
            flows.clock.advance(Duration.ofMillis(-1));

            refusal(MsalThrottledException.class, ThrottlingTest.this::ownToken);
        }

        @Test
        void isAskedAgainWhenTheClockWasSetBackSince() {
            answer(503, "30");
            refusal(MsalException.class, ThrottlingTest.this::ownToken);
            flows.clock.advance(Duration.ofDays(-1));
            flows.http.reply(200, Answers.own("token").json());

            ownToken();

            assertThat(flows.http.requests()).hasSize(2);
        }

        @ParameterizedTest
        @CsvSource({"429", "500", "503", "400"})
        void isNotAskedTheSameBeforeThatTimeIsOver(int status) {
            answer(status, "30");
            Instant until = flows.clock.instant().plusSeconds(30);
            refusal(MsalException.class, ThrottlingTest.this::ownToken);

            flows.clock.advance(Duration.ofSeconds(29));
            MsalThrottledException heldBack = refusal(MsalThrottledException.class, ThrottlingTest.this::ownToken);

            assertThat(flows.http.requests()).hasSize(1);
            assertThat(heldBack.retryAt()).isEqualTo(until);
            assertThat(heldBack.rule()).isEqualTo(ThrottlingRule.RETRY_AFTER);
            assertThat(heldBack.serviceError().heldBack()).contains(new HeldBack(until, ThrottlingRule.RETRY_AFTER));
            assertThat(heldBack)
                    .hasMessageContaining("was not sent")
                    .hasMessageContaining("login.microsoftonline.com")
                    .hasMessageContaining(until.toString())
                    .hasMessageContaining("Retry-After");
        }

        @Test
        void isAskedAgainWhenItIsOver() {
            answer(429, "30");
            refusal(MsalThrottledException.class, ThrottlingTest.this::ownToken);
            flows.clock.advance(Duration.ofSeconds(30));
            flows.http.reply(200, Answers.own("token").json());

            ownToken();

            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void isBelievedForAnHourAtMost() {
            answer(429, "999999");

            MsalThrottledException refused = refusal(MsalThrottledException.class, ThrottlingTest.this::ownToken);

            assertThat(refused.retryAt()).isEqualTo(flows.clock.instant().plus(Duration.ofHours(1)));
        }

        @Test
        void whoSaysZeroMayBeAskedAtOnce() {
            answer(429, "0");
            refusal(MsalThrottledException.class, ThrottlingTest.this::ownToken);
            flows.http.reply(200, Answers.own("token").json());

            ownToken();

            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void whoAnswersBusyWithoutATimeIsLeftAloneForFiveSeconds() {
            flows.http.reply(503, "down");
            MsalServiceException first = refusal(MsalServiceException.class, ThrottlingTest.this::ownToken);
            assertThat(first.serviceError().heldBack()).isEmpty();

            flows.clock.advance(Duration.ofSeconds(4));
            MsalThrottledException heldBack = refusal(MsalThrottledException.class, ThrottlingTest.this::ownToken);
            assertThat(heldBack.rule()).isEqualTo(ThrottlingRule.SERVER_BUSY);
            assertThat(flows.http.requests()).hasSize(1);

            flows.clock.advance(Duration.ofSeconds(1));
            flows.http.reply(200, Answers.own("token").json());
            ownToken();
            assertThat(flows.http.requests()).hasSize(2);
        }
    }

    @Nested
    class ARequestThatWasRefused {

        @Test
        void isNotRepeatedForAMinuteAndRefusedInTheSameWay() {
            flows.http.reply(400, Answers.error("interaction_required", "AADSTS50076: more proof"));
            refusal(MsalInteractionRequiredException.class, () -> redeem("refresh-1"));

            flows.clock.advance(Duration.ofSeconds(59));
            MsalInteractionRequiredException again =
                    refusal(MsalInteractionRequiredException.class, () -> redeem("refresh-1"));

            assertThat(flows.http.requests()).hasSize(1);
            assertThat(again.serviceError()
                            .orElseThrow()
                            .heldBack()
                            .orElseThrow()
                            .rule())
                    .isEqualTo(ThrottlingRule.REFUSED);
            assertThat(again).hasMessageContaining("was not sent").hasMessageContaining("AADSTS50076");

            flows.clock.advance(Duration.ofSeconds(1));
            flows.http.reply(200, Answers.personal("token").json());
            redeem("refresh-1");
            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void isAnotherOneWithAnotherRefreshToken() {
            flows.http.reply(400, Answers.error("invalid_grant", "AADSTS70008: expired"));
            refusal(MsalInteractionRequiredException.class, () -> redeem("refresh-1"));
            flows.http.reply(200, Answers.personal("token").json());

            redeem("refresh-2");

            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void isAnotherOneOnceTheClientSecretIsCorrected() {
            flows.http.reply(400, Answers.error("unauthorized_client", "AADSTS7000215: wrong secret"));
            refusal(MsalServiceException.class, ThrottlingTest.this::ownToken);
            clientSecret.set(Secret.of("second-secret"));
            flows.http.reply(200, Answers.own("token").json());

            ownToken();

            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void isAnotherOneOnceThePasswordIsCorrected() {
            withoutRealms();
            flows.http.reply(400, Answers.error("invalid_grant", "AADSTS50126: wrong password"));
            refusal(MsalException.class, () -> signIn("ada@contoso.example", "mistyped"));
            refusal(MsalException.class, () -> signIn("ada@contoso.example", "mistyped"));
            assertThat(tokenRequests())
                    .as("the same password is not tried again")
                    .isEqualTo(1);
            flows.http.reply(200, Answers.personal("token").json());

            signIn("ada@contoso.example", "corrected");

            assertThat(tokenRequests()).isEqualTo(2);
        }

        @Test
        void doesNotStandInTheWayOfAnotherPerson() {
            withoutRealms();
            flows.http.reply(400, Answers.error("invalid_grant", "AADSTS50126: wrong password"));
            refusal(MsalException.class, () -> signIn("ada@contoso.example", "the same"));
            flows.http.reply(200, Answers.personal("token").json());

            signIn("grace@contoso.example", "the same");

            assertThat(tokenRequests()).isEqualTo(2);
        }

        private void withoutRealms() {
            flows.http
                    .when(request -> request.uri().getPath().contains("/userrealm/"))
                    .reply(404, "");
        }

        private void signIn(String username, String password) {
            flows.usernamePassword.acquire(
                    flows.authority, username, Secret.of(password), USER_READ, RequestShape.PLAIN, flows.call());
        }

        private long tokenRequests() {
            return flows.http.requests().stream()
                    .filter(request -> request.uri().getPath().endsWith("/token"))
                    .count();
        }

        @Test
        void doesNotStandInTheWayOfAnotherTenant() {
            flows.http.reply(400, Answers.error("unauthorized_client", "AADSTS700016: not found in the directory"));
            refusal(MsalServiceException.class, ThrottlingTest.this::ownToken);
            flows.http.reply(200, Answers.own("token").json());

            ownTokenOf("fabrikam.example");

            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void leavesNothingBehindFromWhichASecretCouldBeRead() {
            flows.http.reply(400, Answers.error("invalid_grant", "no"));

            MsalException refused =
                    refusal(MsalInteractionRequiredException.class, () -> redeem("canary-refresh-token"));

            assertThat(KeptText.of(flows.throttle))
                    .anyMatch(text -> text.contains("invalid_grant"))
                    .noneMatch(text -> text.contains("canary"));
            assertThat(refused).message().doesNotContain("canary");
        }
    }

    @Test
    void aSilentCallIsHeldBackTooAndServesAgainAfterASignInWithANewRefreshToken() {
        flows.http.reply(200, Answers.personal("first").json());
        Account account = flows.refreshToken
                .acquire(flows.authority, Secret.of("r"), USER_READ, RequestShape.PLAIN, flows.call())
                .account()
                .orElseThrow();
        flows.clock.advance(Duration.ofHours(2));
        flows.http.reply(400, Answers.error("invalid_grant", "AADSTS50173: password changed"));
        Runnable silent =
                () -> flows.silent.acquire(flows.authority, account, USER_READ, CachePolicy.DEFAULT, flows::call);
        refusal(MsalInteractionRequiredException.class, silent);
        refusal(MsalInteractionRequiredException.class, silent);
        assertThat(flows.http.requests()).hasSize(2);

        flows.http.reply(
                200,
                Answers.personal("second")
                        .with("expires_in", 1)
                        .with("refresh_token", "after-sign-in")
                        .json());
        redeem("another");
        flows.clock.advance(Duration.ofSeconds(2));
        flows.http.reply(200, Answers.personal("third").json());
        silent.run();

        assertThat(flows.http.lastRequest().formParameter("refresh_token")).contains("after-sign-in");
    }

    @Test
    void nothingIsHeldBackWhenThrottlingIsOff() {
        Flows unthrottled = Flows.unthrottled();
        Runnable call = () -> unthrottled.refreshToken.acquire(
                unthrottled.authority, Secret.of("r"), USER_READ, RequestShape.PLAIN, unthrottled.call());
        unthrottled.http.reply(400, Answers.error("invalid_grant", "no"));
        refusal(MsalInteractionRequiredException.class, call);
        unthrottled.http.reply(429, Answers.error("busy", "no"));
        refusal(MsalThrottledException.class, call);
        unthrottled.http.reply(200, Answers.personal("token").json());

        call.run();

        assertThat(unthrottled.http.requests()).hasSize(3);
    }

    @Test
    void noMoreThanAThousandRefusalsAreKept() {
        flows.http.when(request -> true).reply(400, Answers.error("invalid_grant", "no"));

        for (int i = 0; i < 1100; i++) {
            int number = i;
            refusal(MsalInteractionRequiredException.class, () -> redeem("refresh-" + number));
        }

        assertThat(flows.throttle.toString()).isEqualTo("1024 refused requests");
    }

    @Test
    void aThousandRefusalsAreRememberedAndThenTheOldestMakeRoom() {
        flows.http.when(request -> true).reply(400, Answers.error("invalid_grant", "Used up"));
        for (int i = 0; i < 1025; i++) {
            String token = "token-" + i;
            refusal(MsalInteractionRequiredException.class, () -> redeem(token));
            flows.clock.advance(Duration.ofMillis(1));
        }
        assertThat(flows.http.requests()).hasSize(1025);

        refusal(MsalInteractionRequiredException.class, () -> redeem("token-1024"));
        assertThat(flows.http.requests()).hasSize(1025);
        refusal(MsalInteractionRequiredException.class, () -> redeem("token-0"));
        assertThat(flows.http.requests()).hasSize(1026);
    }
}
