package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two threads of one process want different tokens, and have one refresh token for both. */
@Timeout(90)
class InTurnTest {

    private static final String ISSUER = "https://idp.example";
    private static final List<Thread.State> WAITING = List.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    private static final Scopes MAIL = Scopes.requested("mail");
    private static final Scopes READ = Scopes.requested("read");
    private static final Scopes WRITE = Scopes.requested("write");

    private final AtomicReference<Thread> second = new AtomicReference<>();
    private final ExecutorService threads = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work);
        second.set(thread);
        return thread;
    });
    private Flows flows = new Flows(oidc(), ClientCredential.none());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static Authority oidc() {
        GsonJsonCodec codec = new GsonJsonCodec();
        return OidcAuthority.of(ISSUER, LoopbackHttp.REFUSED)
                .withMetadata(
                        codec,
                        codec.write(Map.of(
                                "issuer", ISSUER,
                                "authorization_endpoint", ISSUER + "/authorize",
                                "token_endpoint", ISSUER + "/token",
                                "jwks_uri", ISSUER + "/keys")));
    }

    private Answers tokens(int number, String scope) {
        Answers answer = Answers.personal("token-" + number).with("scope", scope);
        return flows.authority instanceof OidcAuthority ? answer.claim("iss", ISSUER) : answer;
    }

    private Account signIn() {
        flows.http.reply(200, tokens(1, "mail").json());
        return flows.refreshToken
                .acquire(flows.authority, Secret.of("refresh-0"), MAIL, RequestShape.PLAIN, flows.call())
                .account()
                .orElseThrow();
    }

    private AuthenticationResult silent(Account ada, Scopes scopes) {
        return silent(ada, scopes, flows.call());
    }

    private AuthenticationResult silent(Account ada, Scopes scopes, CallContext call) {
        return flows.silent.acquire(flows.authority, ada, scopes, CachePolicy.DEFAULT, () -> call);
    }

    /**
     * What the second thread gets, which begins while the first one's request is under way. That gets its answer when the second has sent
     * its own, or waits.
     */
    private Future<AuthenticationResult> meanwhile(
            Supplier<AuthenticationResult> firsts, Supplier<AuthenticationResult> seconds, Answers... answers) {
        return meanwhile(firsts, seconds, () -> {}, answers);
    }

    private Future<AuthenticationResult> meanwhile(
            Supplier<AuthenticationResult> firsts,
            Supplier<AuthenticationResult> seconds,
            Runnable beforeTheAnswer,
            Answers... answers) {
        AtomicReference<Future<AuthenticationResult>> other = new AtomicReference<>();
        int sent = flows.http.requests().size();
        flows.http.replyWith(request -> {
            other.set(threads.submit(seconds::get));
            while (flows.http.requests().size() == sent + 1 && !isSecondWaiting()) {
                Thread.onSpinWait();
            }
            beforeTheAnswer.run();
            return new HttpResponse(200, HttpHeaders.empty(), answers[0].json().getBytes(StandardCharsets.UTF_8));
        });
        for (int further = 1; further < answers.length; further++) {
            flows.http.reply(200, answers[further].json());
        }
        firsts.get();
        return other.get();
    }

    private boolean isSecondWaiting() {
        Thread thread = second.get();
        return thread != null && WAITING.contains(thread.getState());
    }

    private List<String> redeemed() {
        return flows.http.requests().stream()
                .map(sent -> sent.formParameter("refresh_token").orElseThrow())
                .toList();
    }

    @Test
    void whereARefreshTokenIsTakenOnceTheSecondWaitsForTheNextOne() throws Exception {
        Account ada = signIn();

        Future<AuthenticationResult> other =
                meanwhile(() -> silent(ada, READ), () -> silent(ada, WRITE), tokens(2, "read"), tokens(3, "write"));

        assertThat(other.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("token-3");
        assertThat(redeemed()).containsExactly("refresh-0", "refresh-of-token-1", "refresh-of-token-2");
    }

    @Test
    void whoWaitedTakesWhatServesThemTooAndSendsNothing() throws Exception {
        Account ada = signIn();

        Future<AuthenticationResult> other =
                meanwhile(() -> silent(ada, READ), () -> silent(ada, WRITE), tokens(2, "read write"));

        assertThat(other.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("token-2");
        assertThat(other.get().source()).isEqualTo(TokenSource.CACHE);
        assertThat(redeemed()).hasSize(2);
    }

    @Test
    void whereAUsedRefreshTokenGoesOnServingNobodyWaits() throws Exception {
        flows = new Flows();
        Account ada = signIn();

        Future<AuthenticationResult> other =
                meanwhile(() -> silent(ada, READ), () -> silent(ada, WRITE), tokens(2, "read"), tokens(3, "write"));

        assertThat(other.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("token-3");
        assertThat(redeemed()).containsExactly("refresh-0", "refresh-of-token-1", "refresh-of-token-1");
    }

    @Test
    void whoIsDueForRenewalWaitsForNobody() throws Exception {
        Account ada = signIn();
        flows.http.reply(200, tokens(2, "write").with("refresh_in", 600).json());
        silent(ada, WRITE);
        flows.clock.advance(Duration.ofSeconds(700));

        Future<AuthenticationResult> other =
                meanwhile(() -> silent(ada, READ), () -> silent(ada, WRITE), tokens(3, "read"), tokens(4, "write"));

        assertThat(other.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("token-2");
        assertThat(redeemed()).containsExactly("refresh-0", "refresh-of-token-1", "refresh-of-token-2");
    }

    @Test
    void whoWaitsCanBeCancelled() throws Exception {
        Account ada = signIn();
        Cancellation cancellation = new Cancellation();

        Future<AuthenticationResult> other = meanwhile(
                () -> silent(ada, READ),
                () -> silent(ada, WRITE, flows.call(cancellation)),
                cancellation::cancel,
                tokens(2, "read"));

        assertThatThrownBy(() -> other.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MsalCancelledException.class)
                .hasMessageContaining("another caller's request");
        assertThat(redeemed()).hasSize(2);
    }

    @Test
    void aSessionsRefreshTokenIsRedeemedInTurnToo() throws Exception {
        Secret session = flows.random.unguessable();
        flows.http.reply(200, tokens(1, "mail").json());
        flows.longRunning.begin(null, session, Secret.of("assertion"), MAIL, RequestShape.PLAIN, flows.call());

        Future<AuthenticationResult> other = meanwhile(
                () -> ofSession(session, READ), () -> ofSession(session, WRITE), tokens(2, "read"), tokens(3, "write"));

        assertThat(other.get(60, TimeUnit.SECONDS).accessToken()).isEqualTo("token-3");
        assertThat(flows.http.requests().stream().skip(1).map(sent -> sent.formParameter("refresh_token")))
                .containsExactly(Optional.of("refresh-of-token-1"), Optional.of("refresh-of-token-2"));
    }

    private AuthenticationResult ofSession(Secret session, Scopes scopes) {
        return flows.longRunning.acquire(null, session, scopes, CachePolicy.DEFAULT, flows::call);
    }
}
