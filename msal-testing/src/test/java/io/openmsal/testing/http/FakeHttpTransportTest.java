package io.openmsal.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.RequestNotSentException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class FakeHttpTransportTest {

    private static final URI TOKEN_ENDPOINT = URI.create("https://login.example.com/common/oauth2/v2.0/token");

    private final FakeHttpTransport http = new FakeHttpTransport();

    private static HttpRequest tokenRequest(String form) {
        return HttpRequest.post(TOKEN_ENDPOINT, "application/x-www-form-urlencoded; charset=utf-8", form);
    }

    @Nested
    class TheScript {

        @Test
        void answersInTheOrderItWasQueued() throws IOException {
            RequestNotSentException refused =
                    new RequestNotSentException("Cannot connect to login.example.com", new IOException("refused"));
            http.reply(503, "{}").fail(refused).reply(200, "{\"access_token\":\"é\"}");

            assertThat(http.send(HttpRequest.get(TOKEN_ENDPOINT)).status()).isEqualTo(503);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> http.send(HttpRequest.get(TOKEN_ENDPOINT)))
                    .isSameAs(refused);
            HttpResponse last = http.send(HttpRequest.get(TOKEN_ENDPOINT));
            assertThat(last.text()).isEqualTo("{\"access_token\":\"é\"}");
            assertThat(last.headers().first("content-type")).contains("application/json; charset=utf-8");
            assertThat(http.unusedReplies()).isZero();
        }

        @Test
        void canComputeAnAnswerFromTheRequest() throws IOException {
            http.replyWith(request -> new HttpResponse(200, request.headers(), request.body()));

            assertThat(http.send(tokenRequest("a=b")).text()).isEqualTo("a=b");
        }

        @Test
        void isLoudWhenItHasRunOutAndHidesTheQuery() {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> http.send(HttpRequest.get(URI.create(TOKEN_ENDPOINT + "?code=one-time"))))
                    .withMessageContaining("GET https://login.example.com/common/oauth2/v2.0/token")
                    .withMessageNotContaining("one-time");
        }

        @Test
        void leavesRequestsToStandingAnswersThatMatch() throws IOException {
            http.reply(200, "{\"queued\":true}")
                    .when(request -> request.uri().getPath().endsWith("openid-configuration"))
                    .reply(200, "{\"issuer\":\"x\"}");
            HttpRequest discovery = HttpRequest.get(
                    URI.create("https://login.example.com/common/v2.0/.well-known/openid-configuration"));

            assertThat(http.send(discovery).text()).contains("issuer");
            assertThat(http.send(discovery).text()).contains("issuer");
            assertThat(http.send(tokenRequest("a=b")).text()).contains("queued");
        }
    }

    @Nested
    class WhatItRemembers {

        @Test
        void isReadAsFormQueryAndHeaders() throws IOException {
            http.reply(200, "{}");
            http.send(HttpRequest.post(
                            URI.create(TOKEN_ENDPOINT + "?dc=ESTS%20PUB"),
                            "application/x-www-form-urlencoded",
                            "scope=User.Read+openid&client_id=%C3%A9&empty=")
                    .withHeader("X-Client-SKU", "openmsal"));

            SentRequest sent = http.onlyRequest();
            assertThat(sent).hasToString("POST https://login.example.com/common/oauth2/v2.0/token");
            assertThat(sent.host()).isEqualTo("login.example.com");
            assertThat(sent.path()).isEqualTo("/common/oauth2/v2.0/token");
            assertThat(sent.header("x-client-sku")).contains("openmsal");
            assertThat(sent.queryParameter("dc")).contains("ESTS PUB");
            assertThat(sent.formParameter("scope")).contains("User.Read openid");
            assertThat(sent.formParameter("client_id")).contains("é");
            assertThat(sent.formParameter("missing")).isEmpty();
            assertThat(sent.formParameters().keySet()).containsExactly("scope", "client_id", "empty");
        }

        @Test
        void complainsAboutAParameterSentTwice() throws IOException {
            http.reply(200, "{}");
            http.send(tokenRequest("scope=a&scope=b"));

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> http.lastRequest().formParameters())
                    .withMessageContaining("scope was sent twice");
        }

        @Test
        void saysHowManyRequestsThereWereInsteadOfOne() {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(http::onlyRequest)
                    .withMessageContaining("0 were sent");
            assertThatExceptionOfType(AssertionError.class).isThrownBy(http::lastRequest);
        }
    }

    @Nested
    class WhenItIsPaused {

        private final CountDownLatch gate = new CountDownLatch(1);

        @Test
        void requestsWaitAndAreCountedMeanwhile() throws Exception {
            http.pauseUntil(gate).reply(200, "{}").reply(200, "{}");
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Future<HttpResponse> first = threads.submit(() -> http.send(tokenRequest("a=b")));
                Future<HttpResponse> second = threads.submit(() -> http.send(tokenRequest("a=b")));
                http.awaitRequests(2, Duration.ofSeconds(10));
                assertThat(first).isNotDone();
                gate.countDown();
                assertThat(first.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
                assertThat(second.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void theDeadlineStillHolds() {
            http.pauseUntil(gate);
            Deadline soon = Deadline.after(Clock.systemUTC(), Duration.ofMillis(50));

            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> http.send(tokenRequest("a=b").within(soon, Cancellation.none())));
        }

        @Test
        void cancellationStillEndsTheWait() throws Exception {
            http.pauseUntil(gate);
            Cancellation cancellation = new Cancellation();
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    http.send(tokenRequest("a=b").within(Deadline.none(), cancellation));
                } catch (IOException failure) {
                    outcome.complete(failure);
                }
            });
            caller.start();
            http.awaitRequests(1, Duration.ofSeconds(10));
            cancellation.cancel();

            assertThat(outcome.get(60, TimeUnit.SECONDS)).isExactlyInstanceOf(InterruptedIOException.class);
        }

        @Test
        void interruptionEndsTheWaitAndKeepsTheFlag() {
            http.pauseUntil(gate);
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> http.send(tokenRequest("a=b")));
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
