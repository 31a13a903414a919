package io.openmsal.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.testing.emulator.TestBrowser.View;
import io.openmsal.testing.emulator.WireClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(90)
class FaultTest {

    private static final String TOKEN = "/contoso/oauth2/v2.0/token";

    @RegisterExtension
    static final EmulatorExtension emulator = EmulatorExtension.create();

    private WireClient client;

    @BeforeEach
    void connect() {
        client = new WireClient(emulator.get());
    }

    private Reply token() throws Exception {
        return client.post(TOKEN, client.clientCredentials());
    }

    private Reply tokenAfter(Fault fault) throws Exception {
        emulator.get().nextTokenRequest(fault);
        return token();
    }

    @Nested
    class ThePlan {

        @Test
        void spoilsOneRequestAndNoMore() throws Exception {
            assertThat(tokenAfter(Fault.status(503)).status()).isEqualTo(503);
            assertThat(token().status()).isEqualTo(200);
        }

        @Test
        void spoilsSeveralInTheOrderGiven() throws Exception {
            emulator.get()
                    .faults()
                    .times(EmulatorEndpoint.TOKEN, 2, Fault.status(500))
                    .next(EmulatorEndpoint.TOKEN, Fault.status(504));

            assertThat(token().status()).isEqualTo(500);
            assertThat(token().status()).isEqualTo(500);
            assertThat(token().status()).isEqualTo(504);
            assertThat(token().status()).isEqualTo(200);
        }

        @Test
        void spoilsAllUntilItIsCleared() throws Exception {
            emulator.get().faults().always(EmulatorEndpoint.TOKEN, Fault.status(500));
            token();
            token();
            assertThat(token().status()).isEqualTo(500);

            emulator.get().faults().clear();

            assertThat(token().status()).isEqualTo(200);
        }

        @Test
        void isKeptForEachEndpoint() throws Exception {
            emulator.get().faults().next(EmulatorEndpoint.KEYS, Fault.status(500));

            assertThat(token().status()).isEqualTo(200);
            assertThat(client.get("/contoso/discovery/v2.0/keys").status()).isEqualTo(500);
        }

        @Test
        void needsAtLeastOneTime() {
            assertThatThrownBy(() -> emulator.get().faults().times(EmulatorEndpoint.TOKEN, 0, Fault.reset()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class InsteadOfAnAnswer {

        @Test
        void tooManyRequestsComesWithRetryAfter() throws Exception {
            Reply reply = tokenAfter(Fault.tooManyRequests(Duration.ofSeconds(17)));

            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("Retry-After")).isEqualTo("17");
        }

        @Test
        void resetClosesTheConnection() {
            assertThatThrownBy(() -> tokenAfter(Fault.reset())).isInstanceOf(IOException.class);
            assertThat(emulator.get().tokenRequestCount()).isPositive();
        }

        @Test
        void truncatedEndsInTheMiddle() {
            assertThatThrownBy(() -> tokenAfter(Fault.truncated())).isInstanceOf(IOException.class);
        }

        @Test
        void htmlIsAPage() throws Exception {
            Reply reply = tokenAfter(Fault.html(200));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type")).startsWith("text/html");
            assertThat(reply.body()).startsWith("<!doctype html>");
        }

        @Test
        void anyBodyCanBeSent() throws Exception {
            Reply reply = tokenAfter(Fault.body(418, "application/json", "[1, 2"));

            assertThat(reply.status()).isEqualTo(418);
            assertThat(reply.body()).isEqualTo("[1, 2");
        }

        @Test
        void oversizedHasTheSizeAskedFor() throws Exception {
            assertThat(tokenAfter(Fault.oversized(3_000_000)).body()).hasSize(3_000_000);
        }

        @Test
        void interactionRequiredCarriesItsSuberror() throws Exception {
            Reply reply = tokenAfter(Fault.interactionRequired("basic_action"));

            assertThat(reply.text("error")).isEqualTo("invalid_grant");
            assertThat(reply.text("suberror")).isEqualTo("basic_action");
            assertThat(reply.aadsts()).isEqualTo(50076);
        }

        @Test
        void aClaimsChallengeCarriesItsClaims() throws Exception {
            String claims = "{\"access_token\":{\"polids\":{\"essential\":true}}}";

            Reply reply = tokenAfter(Fault.claimsChallenge(claims));

            assertThat(reply.text("error")).isEqualTo("interaction_required");
            assertThat(reply.text("claims")).isEqualTo(claims);
        }

        @Test
        void anyOAuthErrorIsWrittenInTheDialectOfTheRealm() throws Exception {
            emulator.get().nextTokenRequest(Fault.oauthError(400, "server_error", 90033, "A transient error."));

            Reply reply = client.post("/oidc/contoso/token", client.clientCredentials());

            assertThat(reply.json().keySet()).containsExactly("error", "error_description");
        }
    }

    @Nested
    class AtTheAuthorizationEndpoint {

        private final SignInRequest request = SignInRequest.to(emulator.get());

        private void plan(Fault fault) {
            emulator.get().faults().next(EmulatorEndpoint.AUTHORIZE, fault);
        }

        private Map<String, String> signIn() {
            return emulator.get().signIn(request.uri(), "ada@contoso.example");
        }

        @Test
        void anOAuthErrorGoesHomeInTheRedirectWithABrowserAndWithout() throws Exception {
            Fault declined = Fault.oauthError(400, "access_denied", 65004, "The user declined.");
            plan(declined);
            Map<String, String> overHttp =
                    new TestBrowser(emulator.get()).open(request.uri()).redirectParameters();
            plan(declined);
            Map<String, String> withoutABrowser = signIn();

            for (Map<String, String> home : List.of(overHttp, withoutABrowser)) {
                assertThat(home)
                        .containsEntry("error", "access_denied")
                        .containsEntry("state", "state & more")
                        .doesNotContainKey("code");
            }
            assertThat(signIn()).containsKey("code");
        }

        @Test
        void anOAuthErrorForAnAddressThatIsNotRegisteredStaysOnThePage() throws Exception {
            plan(Fault.oauthError(400, "access_denied", 65004, "The user declined."));

            View page = new TestBrowser(emulator.get())
                    .open(request.with("redirect_uri", "https://elsewhere.example/")
                            .uri());

            assertThat(page.status()).isEqualTo(400);
            assertThat(page.location()).isEmpty();
        }

        @Test
        void whoeverGetsAnyOtherAnswerBringsNothingHome() {
            for (Fault fault : List.of(Fault.status(503), Fault.reset())) {
                plan(fault);

                assertThat(signIn()).isEmpty();
                assertThat(signIn()).containsKey("code");
            }
        }
    }

    @Nested
    class AForgedIdToken {

        private SignInRequest request;

        @BeforeEach
        void prepare() {
            request = SignInRequest.to(emulator.get());
        }

        private JwtClaims claimsAfter(Fault fault) throws Exception {
            String code = String.valueOf(
                    emulator.get().signIn(request.uri(), "ada@contoso.example").get("code"));
            emulator.get().nextTokenRequest(fault);
            Reply reply = client.post(TOKEN, request.redemption(code));
            return Jwts.verified(emulator.get(), reply.text("id_token"));
        }

        @Test
        void isForAnotherAudience() throws Exception {
            assertThat(claimsAfter(Fault.wrongAudience()).getAudience())
                    .doesNotContain(emulator.get().defaultPublicClientId());
        }

        @Test
        void hasAnotherNonce() throws Exception {
            assertThat(claimsAfter(Fault.wrongNonce()).getStringClaimValue("nonce"))
                    .isNotEqualTo("a-nonce");
        }

        @Test
        void isFromAnotherIssuer() throws Exception {
            assertThat(claimsAfter(Fault.wrongIssuer()).getIssuer())
                    .isNotEqualTo(emulator.get().issuer("contoso"));
        }
    }

    @Nested
    class Slowness {

        @Test
        void holdsTheAnswerBack() throws Exception {
            long before = System.nanoTime();

            Reply reply = tokenAfter(Fault.slow(Duration.ofMillis(60)));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        }

        @Test
        void endsWhenTheEmulatorIsClosed() {
            Emulator closing = Emulator.start();
            var slow = new WireClient(closing);
            closing.nextTokenRequest(Fault.slow(Duration.ofHours(1)));
            var waiting = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return slow.post(TOKEN, slow.clientCredentials()).status();
                        } catch (IOException | InterruptedException cut) {
                            throw new IllegalStateException(cut);
                        }
                    },
                    task -> new Thread(task).start());
            while (closing.tokenRequestCount() == 0) {
                Thread.onSpinWait();
            }

            closing.close();

            assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }
    }
}
