package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.shape.RequestExtras;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.http.SentRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request asks for beyond its scopes: what is sent for it, and which tokens answer it. */
class TokenKindsTest {

    private static final Scopes GRAPH = Scopes.requested("https://graph.microsoft.com/.default");
    private static final Scopes USER_READ = Scopes.requested("User.Read");
    private static final RequestShape SSH =
            RequestShape.PLAIN.presentedBy(AuthenticationScheme.sshCertificate("{\"kty\":\"RSA\"}", "key-1"));
    private static final RequestShape SSH_OF_ANOTHER_KEY =
            RequestShape.PLAIN.presentedBy(AuthenticationScheme.sshCertificate("{\"kty\":\"RSA\"}", "key-2"));

    private final Flows flows = new Flows();

    private static CachePolicy policy(RequestShape shape) {
        return new CachePolicy(false, shape, MinimumLifetime.standard());
    }

    private static RequestShape with(String name, String value) {
        return RequestShape.PLAIN.with(RequestExtras.none().withBodyParameter(name, value, TokenSharing.SEPARATE));
    }

    private AuthenticationResult own(RequestShape shape) {
        return flows.clientCredentials.acquire(null, GRAPH, policy(shape), flows::call);
    }

    private static String answer(String token, String type) {
        return Answers.own(token).with("token_type", type).json();
    }

    @Nested
    class ForAnApplication {

        @Test
        void anExtraParameterIsSentAndItsTokenServesRequestsWithTheSameAlone() {
            flows.http
                    .reply(200, answer("plain", "Bearer"))
                    .reply(200, answer("one", "Bearer"))
                    .reply(200, answer("two", "Bearer"));

            assertThat(own(RequestShape.PLAIN).accessToken()).isEqualTo("plain");
            assertThat(own(with("slice", "1")).accessToken()).isEqualTo("one");
            assertThat(own(with("slice", "2")).accessToken()).isEqualTo("two");

            assertThat(flows.http.requests().stream()
                            .map(request -> request.formParameter("slice").orElse("-")))
                    .containsExactly("-", "1", "2");
            assertThat(own(RequestShape.PLAIN).accessToken()).isEqualTo("plain");
            assertThat(own(with("slice", "1")).accessToken()).isEqualTo("one");
            assertThat(own(with("slice", "2")).source()).isEqualTo(TokenSource.CACHE);
            assertThat(flows.http.requests()).hasSize(3);
        }

        @Test
        void aPlainTokenForMoreScopesDoesNotServeARequestOfAnotherKind() {
            flows.http
                    .reply(200, Answers.own("plain").with("scope", "a b c").json())
                    .reply(
                            200,
                            Answers.own("bound").with("token_type", "ssh-cert").json());
            flows.clientCredentials.acquire(null, Scopes.requested("a", "b", "c"), CachePolicy.DEFAULT, flows::call);

            AuthenticationResult bound =
                    flows.clientCredentials.acquire(null, Scopes.requested("a"), policy(SSH), flows::call);

            assertThat(bound.accessToken()).isEqualTo("bound");
            assertThat(flows.clientCredentials
                            .acquire(null, Scopes.requested("b"), CachePolicy.DEFAULT, flows::call)
                            .accessToken())
                    .isEqualTo("plain");
        }

        @Test
        void whatIsSharedIsSentAndMakesNoDifferenceToTheCache() {
            flows.http.reply(200, answer("plain", "Bearer"));
            RequestShape traced = RequestShape.PLAIN.with(RequestExtras.none()
                    .withHeader("x-trace", "7", TokenSharing.SHARED)
                    .withQueryParameter("dc", "west", TokenSharing.SHARED));

            own(traced);

            SentRequest request = flows.http.onlyRequest();
            assertThat(request.header("x-trace")).contains("7");
            assertThat(request.uri().getQuery()).isEqualTo("dc=west");
            assertThat(own(RequestShape.PLAIN).source()).isEqualTo(TokenSource.CACHE);
        }

        @Test
        void claimsOfItsOwnAreKeptApartByTheirTextAndAChallengeIsNotAnsweredFromTheCache() {
            RequestShape own = RequestShape.PLAIN.withClientClaims("{\"a\":1}");
            flows.http
                    .reply(200, answer("own", "Bearer"))
                    .reply(200, answer("spaced", "Bearer"))
                    .reply(200, answer("challenged", "Bearer"));

            own(own);
            assertThat(own(own).source()).isEqualTo(TokenSource.CACHE);
            assertThat(own(RequestShape.PLAIN.withClientClaims("{\"a\": 1}")).accessToken())
                    .isEqualTo("spaced");
            assertThat(own(own.answering(Optional.of("{\"b\":2}"))).accessToken())
                    .isEqualTo("challenged");

            assertThat(flows.http.requests().get(0).formParameter("claims")).contains("{\"a\":1}");
            assertThat(flows.http.lastRequest().formParameter("claims")).contains("{\"b\":2,\"a\":1}");
            assertThat(own(own).accessToken()).isEqualTo("challenged");
        }

        @Test
        void blankClaimsOfItsOwnAskForNothing() {
            assertThat(RequestShape.PLAIN.withClientClaims(" ")).isEqualTo(RequestShape.PLAIN);
        }

        @Test
        void aFederatedManagedIdentityIsNamedAndItsTokenIsKeptUnderTheKeyOfEveryMsal() {
            flows.http.reply(200, answer("agent", "Bearer")).reply(200, answer("plain", "Bearer"));
            RequestShape agent = RequestShape.PLAIN.forFmiPath("SomeFmiPath/Path");

            assertThat(own(agent).tokenKind().extendedKey()).isEqualTo("hai-va57u1u3bj1elra_dz5bpghftdmyv5vuyfopbqo");
            assertThat(own(RequestShape.PLAIN).accessToken()).isEqualTo("plain");
            assertThat(own(agent).accessToken()).isEqualTo("agent");

            assertThat(flows.http.requests().get(0).formParameter("fmi_path")).contains("SomeFmiPath/Path");
            assertThat(flows.http.requests()).hasSize(2);
            assertThatThrownBy(() -> RequestShape.PLAIN.forFmiPath(" ")).isInstanceOf(MsalConfigurationException.class);
        }

        @Test
        void requestsOfDifferentKindsThatRunAtOnceDoNotShareTheirAnswer() throws Exception {
            CountDownLatch underWay = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            flows.http
                    .when(request -> true)
                    .replyWith(request -> {
                        underWay.countDown();
                        await(go);
                        return new HttpResponse(
                                200,
                                HttpHeaders.empty(),
                                answer("plain", "Bearer").getBytes(StandardCharsets.UTF_8));
                    })
                    .when(request ->
                            new SentRequest(request).formParameter("slice").isPresent())
                    .reply(200, answer("one", "Bearer"));
            CompletableFuture<AuthenticationResult> plain =
                    CompletableFuture.supplyAsync(() -> own(RequestShape.PLAIN));
            await(underWay);

            assertThat(own(with("slice", "1")).accessToken()).isEqualTo("one");
            go.countDown();
            assertThat(plain.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("plain");
        }

        private void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @Nested
    class OfAType {

        @Test
        void thatWasAskedForIsKeptForItsKeyAlone() {
            flows.http
                    .reply(200, answer("cert-1", "ssh-cert"))
                    .reply(200, answer("plain", "Bearer"))
                    .reply(200, answer("cert-2", "SSH-Cert"));

            assertThat(own(SSH).accessToken()).isEqualTo("cert-1");
            assertThat(own(RequestShape.PLAIN).accessToken()).isEqualTo("plain");
            assertThat(own(SSH_OF_ANOTHER_KEY).accessToken()).isEqualTo("cert-2");

            SentRequest first = flows.http.requests().get(0);
            assertThat(first.formParameter("token_type")).contains("ssh-cert");
            assertThat(first.formParameter("req_cnf")).contains("{\"kty\":\"RSA\"}");
            assertThat(first.formParameter("key_id")).contains("key-1");
            assertThat(own(SSH).accessToken()).isEqualTo("cert-1");
            assertThat(own(SSH).tokenKind().keyId()).isEqualTo("key-1");
            assertThat(flows.http.requests()).hasSize(3);
        }

        @ParameterizedTest
        @CsvSource({"' ', key-1", "'{\"kty\":\"RSA\"}', ''", "'{\"kty\":\"RSA\"}', ' '"})
        void thatIsAnSshCertificateNeedsAKeyAndItsName(String publicKey, String keyId) {
            assertThatThrownBy(() -> AuthenticationScheme.sshCertificate(publicKey, keyId))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("invalid_ssh_key"));
        }

        @Test
        void thatWasNotAskedForIsRefusedAndNothingIsKept() {
            flows.http
                    .reply(200, answer("downgraded", "Bearer"))
                    .reply(200, answer("again", "ssh-cert"))
                    .reply(200, answer("surprise", "pop"))
                    .reply(200, answer("plain", "bearer"));

            assertThatThrownBy(() -> own(SSH))
                    .isInstanceOfSatisfying(
                            MsalUntrustedResponseException.class,
                            refused -> assertThat(refused.errorCode()).isEqualTo("token_type_mismatch"))
                    .hasMessageContaining("login.microsoftonline.com")
                    .hasMessageContaining("ssh-cert");
            assertThat(own(SSH).accessToken()).isEqualTo("again");
            assertThatThrownBy(() -> own(RequestShape.PLAIN)).isInstanceOf(MsalUntrustedResponseException.class);
            assertThat(own(RequestShape.PLAIN).accessToken()).isEqualTo("plain");
        }
    }

    @Nested
    class ForAPerson {

        @Test
        void aRefreshAsksForTheKindThatIsWantedAndLeavesTheOthersAlone() {
            flows.http
                    .reply(200, Answers.personal("plain").json())
                    .reply(
                            200,
                            Answers.personal("cert")
                                    .with("token_type", "ssh-cert")
                                    .json());
            Account account = flows.refreshToken
                    .acquire(flows.authority, Secret.of("foreign"), USER_READ, RequestShape.PLAIN, flows.call())
                    .account()
                    .orElseThrow();

            assertThat(silent(account, SSH).accessToken()).isEqualTo("cert");

            SentRequest refresh = flows.http.requests().get(1);
            assertThat(refresh.formParameter("grant_type")).contains("refresh_token");
            assertThat(refresh.formParameter("key_id")).contains("key-1");
            assertThat(silent(account, RequestShape.PLAIN).accessToken()).isEqualTo("plain");
            assertThat(silent(account, SSH).source()).isEqualTo(TokenSource.CACHE);
            assertThat(flows.http.requests()).hasSize(2);
        }

        @Test
        void aTokenOnBehalfOfSomeoneIsOfItsKindToo() {
            flows.http
                    .reply(200, Answers.personal("plain").json())
                    .reply(200, Answers.personal("one").json());

            assertThat(onBehalf(RequestShape.PLAIN).accessToken()).isEqualTo("plain");
            assertThat(onBehalf(with("slice", "1")).accessToken()).isEqualTo("one");
            assertThat(onBehalf(RequestShape.PLAIN).accessToken()).isEqualTo("plain");
            assertThat(onBehalf(with("slice", "1")).accessToken()).isEqualTo("one");
            assertThat(flows.http.requests()).hasSize(2);
        }

        private AuthenticationResult onBehalf(RequestShape shape) {
            return flows.onBehalfOf.acquire(null, Secret.of("assertion"), USER_READ, policy(shape), flows::call);
        }

        private AuthenticationResult silent(Account account, RequestShape shape)
                throws MsalInteractionRequiredException {
            return flows.silent.acquire(flows.authority, account, USER_READ, policy(shape), flows::call);
        }
    }
}
