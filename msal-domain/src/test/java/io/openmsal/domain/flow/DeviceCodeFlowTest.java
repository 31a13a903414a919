package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.TransportClosedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCodeFlowTest {

    private static final String CODE = "{\"user_code\":\"ABCD-EFGH\",\"device_code\":\"device-secret\","
            + "\"verification_uri\":\"https://microsoft.com/devicelogin\",\"expires_in\":900,\"interval\":5,"
            + "\"message\":\"Open the page and enter ABCD-EFGH.\"}";
    private static final String PENDING = Answers.error("authorization_pending", "AADSTS70016: pending");

    private final Flows flows = new Flows();
    private final List<DeviceCode> shown = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    private AuthenticationResult acquire() {
        return flows.deviceCode.acquire(
                flows.authority,
                Scopes.requested("User.Read"),
                RequestShape.PLAIN,
                shown::add,
                new CallContext("correlation-1", Deadline.none(), cancellation));
    }

    @Test
    void whatCannotShowTheCodeIsATypedFailureAndNobodyIsWaitedFor() {
        flows.http.reply(200, CODE);
        IllegalStateException noScreen = new IllegalStateException("no screen");

        assertThatThrownBy(() -> flows.deviceCode.acquire(
                        flows.authority,
                        Scopes.requested("User.Read"),
                        RequestShape.PLAIN,
                        code -> {
                            throw noScreen;
                        },
                        flows.call()))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("shows the device code")
                .hasCause(noScreen);
        assertThat(flows.http.requests()).hasSize(1);
    }

    @Test
    void theCodeIsShownAndPolledAtTheServersPaceUntilThePersonHasSignedIn() {
        flows.http
                .reply(200, CODE)
                .reply(400, PENDING)
                .reply(400, PENDING)
                .reply(200, Answers.personal("token-1").json());

        AuthenticationResult result = acquire();

        assertThat(result.accessToken()).isEqualTo("token-1");
        assertThat(shown).singleElement().satisfies(code -> {
            assertThat(code.userCode()).isEqualTo("ABCD-EFGH");
            assertThat(code.message()).isEqualTo("Open the page and enter ABCD-EFGH.");
            assertThat(code.toString()).doesNotContain("device-secret").doesNotContain("ABCD");
        });
        assertThat(flows.sleeper.durations())
                .containsOnly(Duration.ofSeconds(5))
                .hasSize(3);
        assertThat(flows.http.requests().get(0).formParameter("scope"))
                .contains("User.Read offline_access openid profile");
        assertThat(flows.http.lastRequest().formParameters())
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .containsEntry("device_code", "device-secret")
                .doesNotContainKey("scope");
        assertThat(flows.http.requests())
                .allSatisfy(request ->
                        assertThat(request.header("client-request-id")).contains("correlation-1"));
    }

    @Test
    void anAddressThatHoldsTheCodeIsHandedOnAndNotPrinted() {
        String complete = "https://microsoft.com/devicelogin?otc=ABCD-EFGH";
        flows.http
                .reply(
                        200,
                        CODE.replace("\"interval\"", "\"verification_uri_complete\":\"" + complete + "\",\"interval\""))
                .reply(200, Answers.personal("token-1").json());

        acquire();

        assertThat(shown).singleElement().satisfies(code -> {
            assertThat(code.verificationUriComplete()).contains(URI.create(complete));
            assertThat(code.verificationUri()).isEqualTo(URI.create("https://microsoft.com/devicelogin"));
            assertThat(code.toString()).doesNotContain("ABCD");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"verification_uri_complete\":\"no address\",", "\"verification_uri_complete\":7,"})
    void anAddressThatHoldsTheCodeNeedNotBeThere(String member) {
        flows.http
                .reply(200, CODE.replace("\"interval\"", member + "\"interval\""))
                .reply(200, Answers.personal("token-1").json());

        acquire();

        assertThat(shown)
                .singleElement()
                .satisfies(code -> assertThat(code.verificationUriComplete()).isEmpty());
    }

    @Test
    void slowDownAddsFiveSecondsForGood() {
        flows.http
                .reply(200, CODE)
                .reply(400, Answers.error("slow_down", "too fast"))
                .reply(400, PENDING)
                .reply(200, Answers.personal("token-1").json());

        acquire();

        assertThat(flows.sleeper.durations())
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void aPollWithoutAnAnswerIsTriedAgainLessOften() {
        flows.http
                .reply(200, CODE)
                .fail(new IOException("reset"))
                .reply(200, Answers.personal("token-1").json());

        assertThat(acquire().accessToken()).isEqualTo("token-1");
        assertThat(flows.sleeper.durations()).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void noPollIsTriedAgainOnceTheTransportIsClosed() {
        flows.http.reply(200, CODE).fail(new TransportClosedException());

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalConfigurationException.class,
                        failure -> assertThat(failure.errorCode()).isEqualTo("transport_closed"));
        assertThat(flows.http.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Bad gateway</html>",
                "{\"error\":\"server_error\",\"error_description\":\"AADSTS90033: transient\"}"
            })
    void aServerInTroubleIsAskedAgainLessOftenSinceThePersonIsAtWorkWithTheCode(String body) {
        flows.http
                .reply(200, CODE)
                .reply(503, body)
                .reply(400, PENDING)
                .reply(200, Answers.personal("token-1").json());

        assertThat(acquire().accessToken()).isEqualTo("token-1");
        assertThat(flows.sleeper.durations())
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void aServerThatAsksForPatienceIsLeftAloneForSoLongOnce() {
        flows.http
                .reply(200, CODE)
                .reply(busyFor("60"))
                .reply(400, PENDING)
                .reply(200, Answers.personal("token-1").json());

        assertThat(acquire().accessToken()).isEqualTo("token-1");
        assertThat(flows.sleeper.durations())
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    @Test
    void aServerThatAsksForMorePatienceThanTheCodeHasEndsTheWaitWithTheCode() {
        flows.http.reply(200, CODE).reply(busyFor("3600"));

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalTimeoutException.class,
                        expired -> assertThat(expired.errorCode()).isEqualTo("code_expired"));
        assertThat(flows.sleeper.durations()).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(895));
    }

    @Test
    void anOutageDoesNotKeepAPersonWaitingWhoHasSignedInMeanwhile() {
        flows.http.reply(200, CODE);
        for (int i = 0; i < 6; i++) {
            flows.http.fail(new IOException("no network"));
        }
        flows.http.reply(200, Answers.personal("token-1").json());

        assertThat(acquire().accessToken()).isEqualTo("token-1");
        assertThat(flows.sleeper.durations())
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 30L, 30L, 30L, 30L);
    }

    @Test
    void aServerThatStaysInTroubleIsTheReasonWhyTheCodeRanOut() {
        flows.http
                .reply(200, CODE)
                .when(request -> request.uri().getPath().endsWith("/token"))
                .reply(503, Answers.error("server_error", "AADSTS90033: transient"));

        assertThatThrownBy(this::acquire)
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("AADSTS90033")
                .hasCauseInstanceOf(MsalServiceException.class);
    }

    private static HttpResponse busyFor(String seconds) {
        return new HttpResponse(429, HttpHeaders.empty().with("Retry-After", seconds), new byte[0]);
    }

    @Test
    void aCodeThatNobodyUsesEndsWithItsOwnLifetimeInNoTimeAtAll() {
        flows.http
                .reply(200, CODE)
                .when(request -> request.uri().getPath().endsWith("/token"))
                .reply(400, PENDING);

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalTimeoutException.class,
                        expired -> assertThat(expired.errorCode()).isEqualTo("code_expired"));
        assertThat(flows.http.requests()).hasSize(1 + 179);
    }

    @Test
    void cancellingEndsTheWait() {
        flows.http.reply(200, CODE).reply(400, PENDING);
        flows.sleeper.beforeEachSleep(duration -> {
            if (flows.sleeper.durations().size() == 1) {
                cancellation.cancel();
            }
        });

        assertThatThrownBy(this::acquire).isInstanceOf(MsalCancelledException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_declined", "access_denied"})
    void decliningIsACancellation(String error) {
        flows.http.reply(200, CODE).reply(400, Answers.error(error, "AADSTS70018: declined"));

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalCancelledException.class,
                        declined -> assertThat(declined.errorCode()).isEqualTo(error));
    }

    /** The caller's own timeout of the request is longer than that, or none at all: to allow more of it would change nothing. */
    @Test
    void aSingleRequestThatTakesTooLongNamesTheOptionThatBoundsIt() {
        flows.http.replyWith(request -> {
            flows.clock.advance(Flows.REQUEST_TIMEOUT);
            throw new UncheckedIOException(new SocketTimeoutException("no answer"));
        });

        assertThatThrownBy(this::acquire)
                .isInstanceOf(MsalTimeoutException.class)
                .hasFieldOrPropertyWithValue("errorCode", "request_timeout")
                .hasMessageContaining("A single request to login.microsoftonline.com took longer than one may")
                .hasMessageContaining("timeout(...) of the application's builder");
        assertThat(shown).isEmpty();
    }

    @Test
    void aCallWhoseOwnTimeIsOverNamesItsOwnOption() {
        flows.http.replyWith(request -> {
            flows.clock.advance(Flows.REQUEST_TIMEOUT);
            throw new UncheckedIOException(new SocketTimeoutException("no answer"));
        });

        assertThatThrownBy(() -> flows.deviceCode.acquire(
                        flows.authority, Scopes.requested("User.Read"), RequestShape.PLAIN, shown::add, flows.call()))
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("The time allowed for the call ran out");
    }

    @Test
    void anExpiredCodeIsATimeout() {
        flows.http.reply(200, CODE).reply(400, Answers.error("expired_token", "AADSTS70020: expired"));

        assertThatThrownBy(this::acquire).isInstanceOf(MsalTimeoutException.class);
    }

    @Test
    void theCallersDeadlineBoundsTheWait() {
        flows.http.reply(200, CODE).reply(400, PENDING).reply(400, PENDING);

        assertThatThrownBy(() -> flows.deviceCode.acquire(
                        flows.authority,
                        Scopes.requested("User.Read"),
                        RequestShape.PLAIN,
                        shown::add,
                        new CallContext("c", Deadline.after(flows.clock, Duration.ofSeconds(12)), cancellation)))
                .isInstanceOf(MsalTimeoutException.class);
        assertThat(flows.clock.instant()).isEqualTo(io.openmsal.testing.time.TestClock.START.plusSeconds(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html/>", "{}", "{\"user_code\":\"A\"}", "{\"user_code\":1,\"device_code\":2}"})
    void anAnswerWithoutACodeIsAServiceFailure(String body) {
        flows.http.reply(200, body);

        assertThatThrownBy(this::acquire)
                .isInstanceOf(MsalServiceException.class)
                .hasMessageContaining("login.microsoftonline.com");
        assertThat(shown).isEmpty();
    }

    @Test
    void aRefusalToGiveACodeIsTypedAndNothingIsShown() {
        flows.http.reply(400, Answers.error("unauthorized_client", "AADSTS7000218: no public client"));

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalServiceException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("unauthorized_client"))
                .hasMessageContaining("AADSTS7000218");
        assertThat(shown).isEmpty();
        assertThat(flows.http.requests()).hasSize(1);
    }

    /** What Microsoft Entra says when the registration does not allow public client flows. */
    @Test
    void whoIsNotRegisteredAsAPublicClientIsToldSoAndNothingOfCredentials() {
        flows.http
                .reply(200, CODE)
                .reply(
                        400,
                        "{\"error\":\"invalid_client\",\"error_codes\":[7000218],\"error_description\":\"AADSTS7000218: The"
                                + " request body must contain: 'client_assertion' or 'client_secret'.\"}");

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalServiceException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo("invalid_client"))
                .hasMessageContaining("Register it as a public client")
                .hasMessageContaining("\"Allow public client flows\"")
                .hasMessageNotContaining("secret or certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad_verification_code", "invalid_client", "server_error"})
    void anyOtherRefusalEndsTheWaitAtOnce(String error) {
        flows.http.reply(200, CODE).reply(400, Answers.error(error, "AADSTS70019: unknown"));

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalServiceException.class,
                        refused -> assertThat(refused.errorCode()).isEqualTo(error));
        assertThat(flows.http.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-9223372036854775807", "1907755200000", "-1", "0"})
    void aCodeWhoseLifetimeMakesNoSenseIsAServiceFailure(String expiresIn) {
        flows.http.reply(200, CODE.replace("\"expires_in\":900", "\"expires_in\":" + expiresIn));

        assertThatThrownBy(this::acquire).isInstanceOf(MsalServiceException.class);
        assertThat(shown).isEmpty();
    }

    @Test
    void aPauseLongerThanTheCodesLifeEndsWithTheCode() {
        flows.http.reply(200, CODE.replace("\"interval\":5", "\"interval\":9223372036854775807"));

        assertThatThrownBy(this::acquire)
                .isInstanceOfSatisfying(
                        MsalTimeoutException.class,
                        expired -> assertThat(expired.errorCode()).isEqualTo("code_expired"));
        assertThat(flows.sleeper.durations()).containsExactly(Duration.ofMinutes(15));
    }

    @Test
    void aPauseOfNothingIsOneOfASecond() {
        flows.http
                .reply(200, CODE.replace("\"interval\":5", "\"interval\":-9223372036854775807"))
                .reply(200, Answers.personal("token-1").json());

        acquire();

        assertThat(flows.sleeper.durations()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aProviderWithoutDeviceCodesIsAConfigurationFailure() {
        var oidc = io.openmsal.domain.authority.OidcAuthority.of(
                "https://idp.example", io.openmsal.domain.authority.LoopbackHttp.REFUSED);
        Flows other = new Flows(oidc, io.openmsal.domain.client.ClientCredential.none());
        other.http.reply(
                200,
                "{\"issuer\":\"https://idp.example\",\"authorization_endpoint\":\"https://idp.example/a\","
                        + "\"token_endpoint\":\"https://idp.example/t\"}");

        assertThatThrownBy(() -> other.deviceCode.acquire(
                        oidc, Scopes.requested("s"), RequestShape.PLAIN, shown::add, other.call()))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("device_authorization_endpoint");
    }

    /** What a program does that cannot wait: each step is a call of its own, in whatever process. */
    @Nested
    class InTwoSteps {

        private DeviceCode begin() {
            flows.http.reply(200, CODE);
            return flows.deviceCode.begin(
                    flows.authority, Scopes.requested("User.Read"), RequestShape.PLAIN, flows.call());
        }

        private Optional<AuthenticationResult> ask(DeviceCode code) {
            return flows.deviceCode.finishIfUsed(
                    flows.authority, Scopes.requested("User.Read"), RequestShape.PLAIN, code, flows.call());
        }

        @Test
        void theFirstOnlyGetsTheCode() {
            assertThat(begin().userCode()).isEqualTo("ABCD-EFGH");
            assertThat(flows.http.requests()).hasSize(1);
            assertThat(flows.sleeper.durations()).isEmpty();
        }

        @Test
        void theSecondAsksOnceAndDoesNotWait() {
            DeviceCode code = begin();
            flows.http.reply(400, PENDING);

            assertThat(ask(code)).isEmpty();
            assertThat(flows.http.requests()).hasSize(2);
            assertThat(flows.sleeper.durations()).isEmpty();
        }

        @Test
        void theTokenIsKeptOnceThePersonHasSignedIn() {
            DeviceCode code = begin();
            flows.http
                    .reply(400, PENDING)
                    .reply(200, Answers.personal("token-1").json());
            ask(code);

            AuthenticationResult result = ask(code).orElseThrow();

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(flows.cache.accounts(flows.authority.environment())).hasSize(1);
            assertThat(flows.http.lastRequest().formParameters()).containsEntry("device_code", "device-secret");
        }

        @Test
        void theSecondMayWaitAsWell() {
            DeviceCode code = begin();
            flows.http
                    .reply(400, PENDING)
                    .reply(200, Answers.personal("token-1").json());

            AuthenticationResult result = flows.deviceCode.finish(
                    flows.authority, Scopes.requested("User.Read"), RequestShape.PLAIN, code, flows.call());

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(flows.sleeper.durations())
                    .containsOnly(Duration.ofSeconds(5))
                    .hasSize(2);
        }

        @Test
        void whoAsksTooSoonLearnsWhenToAskAgain() {
            DeviceCode code = begin();
            flows.http.reply(400, Answers.error("slow_down", "too fast"));

            assertThatThrownBy(() -> ask(code)).isInstanceOfSatisfying(MsalThrottledException.class, early -> {
                assertThat(early.retryAt()).isEqualTo(flows.clock.instant().plusSeconds(10));
                assertThat(early.rule()).isEqualTo(ThrottlingRule.SLOW_DOWN);
                assertThat(early).hasMessageContaining("slower()").hasMessageNotContaining("ABCD");
            });
        }

        @Test
        void whoAsksTooSoonTwiceIsToLeaveTenSecondsMore() {
            DeviceCode code = begin().slower();
            flows.http.reply(400, Answers.error("slow_down", "too fast"));

            assertThatThrownBy(() -> ask(code))
                    .isInstanceOfSatisfying(
                            MsalThrottledException.class,
                            early -> assertThat(early.retryAt())
                                    .isEqualTo(flows.clock.instant().plusSeconds(15)));
        }

        @Test
        void aTokenOfAnotherTypeThanWasAskedForIsRefused() {
            DeviceCode code = begin();
            flows.http.reply(
                    200, Answers.personal("token-1").with("token_type", "mac").json());

            assertThatThrownBy(() -> ask(code))
                    .isInstanceOfSatisfying(
                            MsalUntrustedResponseException.class,
                            other -> assertThat(other.errorCode()).isEqualTo("token_type_mismatch"));
        }

        @Test
        void whoAsksTooSoonIsNotHeldBackWhenTheyAskAgain() {
            DeviceCode code = begin();
            flows.http
                    .reply(400, Answers.error("slow_down", "too fast"))
                    .reply(200, Answers.personal("token-1").json());
            assertThatThrownBy(() -> ask(code)).isInstanceOf(MsalThrottledException.class);

            flows.clock.advance(Duration.ofSeconds(10));

            assertThat(ask(code)).isPresent();
        }

        @Test
        void aCodeThatRanOutIsNotAskedFor() {
            DeviceCode code = begin();
            flows.clock.advance(Duration.ofSeconds(900));

            assertThatThrownBy(() -> ask(code))
                    .isInstanceOf(MsalTimeoutException.class)
                    .hasMessageContaining("Start again");
            assertThat(flows.http.requests()).hasSize(1);
        }

        @Test
        void decliningIsACancellationToo() {
            DeviceCode code = begin();
            flows.http.reply(400, Answers.error("authorization_declined", "no"));

            assertThatThrownBy(() -> ask(code)).isInstanceOf(MsalCancelledException.class);
        }
    }
}
