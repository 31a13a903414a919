package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.LeaseKey;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import io.openmsal.port.event.Event;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.store.FakeTokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers with one application on one store. */
@Timeout(90)
class ClusterFlightTest {

    private static final StoreOptions OPTIONS = StoreOptions.perPartition().oneRenewalAmongNodes();

    private final FakeTokenStore store = new FakeTokenStore();
    private final FakeHttpTransport http = new FakeHttpTransport();
    private final Node first = new Node(store, OPTIONS, http);
    private final Node second = new Node(store, OPTIONS, http);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Account signedInAndExpired() {
        http.reply(200, Answers.personal("token-1").json());
        Account ada = first.signIn();
        second.cache.catchUp(ada);
        advance(Duration.ofHours(1));
        return ada;
    }

    private void advance(Duration time) {
        first.clock.advance(time);
        second.clock.advance(time);
    }

    /**
     * What one node does while the other's request is under way. That gets its answer when the one is waiting.
     *
     * @param further the answers to further requests
     */
    private AuthenticationResult whileRequestIsUnderWay(
            Answers answer,
            Node waiter,
            Supplier<AuthenticationResult> holders,
            Callable<AuthenticationResult> waiters,
            Answers... further)
            throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch landed = new CountDownLatch(1);
        waiter.sleeper.beforeEachSleep(duration -> {
            waiting.countDown();
            await(landed);
        });
        AtomicReference<Future<AuthenticationResult>> other = new AtomicReference<>();
        http.replyWith(request -> {
            other.set(threads.submit(waiters));
            await(waiting);
            return new HttpResponse(200, HttpHeaders.empty(), answer.json().getBytes(StandardCharsets.UTF_8));
        });
        for (Answers one : further) {
            http.reply(200, one.json());
        }
        holders.get();
        landed.countDown();
        return other.get().get(60, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void oneRefreshesAndTheOtherTakesWhatItHasStored() throws Exception {
        Account ada = signedInAndExpired();

        AuthenticationResult taken = whileRequestIsUnderWay(
                Answers.personal("token-2"), second, () -> first.silent(ada), () -> second.silent(ada));

        assertThat(taken.accessToken()).isEqualTo("token-2");
        assertThat(taken.source()).isEqualTo(TokenSource.CACHE);
        assertThat(http.requests()).hasSize(2);
        assertThat(store.partitions()).noneMatch(name -> name.startsWith("msal_lease_"));
    }

    @Test
    void anApplicationsOwnTokenIsFetchedByOne() throws Exception {
        AuthenticationResult taken = whileRequestIsUnderWay(Answers.own("token-1"), second, first::own, second::own);

        assertThat(taken.accessToken()).isEqualTo("token-1");
        assertThat(http.requests()).hasSize(1);
    }

    @Test
    void aTokenThatLandedBeforeTheLeaseWasTakenIsNotFetchedAgain() {
        Account ada = signedInAndExpired();
        http.reply(200, Answers.personal("token-2").json());
        first.silent(ada);

        AuthenticationResult result = second.silent(ada);

        assertThat(result.accessToken()).isEqualTo("token-2");
        assertThat(http.requests()).hasSize(2);
    }

    @Test
    void twoTokensOfOnePersonRedeemTheirRefreshTokenOneAfterTheOther() throws Exception {
        Account ada = signedInAndExpired();
        Answers mail = Answers.personal("token-3").with("scope", "Mail.Read");

        AuthenticationResult second = whileRequestIsUnderWay(
                Answers.personal("token-2"),
                first,
                () -> first.silent(ada),
                () -> first.silent(ada, Scopes.requested("Mail.Read"), CachePolicy.DEFAULT),
                mail);

        assertThat(second.accessToken()).isEqualTo("token-3");
        assertThat(http.lastRequest().formParameter("refresh_token")).contains("refresh-of-token-2");
    }

    @Nested
    class WhenWhoAskedIsDead {

        @Test
        void theNextAsksWhenTheLeaseIsOver() {
            Account ada = signedInAndExpired();
            first.cache.lease(LeaseKey.ofPerson(ada)).take(patient(first));
            http.reply(200, Answers.personal("token-2").json());
            long before = second.clock.millis();

            AuthenticationResult result = second.silent(ada);

            assertThat(result.accessToken()).isEqualTo("token-2");
            assertThat(second.clock.millis() - before).isBetween(30_000L, 30_300L);
        }

        @Test
        void aCallWithLessTimeEndsWithItsDeadline() {
            Account ada = signedInAndExpired();
            Node hasty = new Node(store, StoreOptions.perPartition().oneRenewalAmongNodes(Duration.ofMinutes(5)), http);
            hasty.clock.set(first.clock.instant());
            Node dead = new Node(store, StoreOptions.perPartition().oneRenewalAmongNodes(Duration.ofMinutes(5)), http);
            dead.clock.set(first.clock.instant());
            dead.cache.lease(LeaseKey.ofPerson(ada)).take(new CallContext("c", Deadline.none(), new Cancellation()));

            assertThatThrownBy(() -> hasty.silent(ada))
                    .isInstanceOf(MsalException.class)
                    .hasMessageContaining("another process");
            assertThat(http.requests()).hasSize(1);
        }
    }

    private static CallContext patient(Node node) {
        return new CallContext("c", Deadline.after(node.clock, Duration.ofMinutes(1)), new Cancellation());
    }

    @Test
    void aFailureIsNotSharedAndTheNextTriesItself() {
        Account ada = signedInAndExpired();
        http.fail(new IOException("scripted"))
                .reply(200, Answers.personal("token-2").json());

        assertThatThrownBy(() -> first.silent(ada)).isInstanceOf(MsalException.class);

        assertThat(second.silent(ada).accessToken()).isEqualTo("token-2");
        assertThat(second.sleeper.durations()).isEmpty();
    }

    @Nested
    class WhenTheTokenIsStillGood {

        private Account signedInAndDue() {
            http.reply(
                    200,
                    Answers.personal("token-1")
                            .with("expires_in", 7200)
                            .with("refresh_in", 3600)
                            .json());
            Account ada = first.signIn();
            second.cache.catchUp(ada);
            advance(Duration.ofSeconds(3601));
            return ada;
        }

        @Test
        void oneRenewsAndNobodyWaitsForIt() {
            Account ada = signedInAndDue();
            var held = first.cache.lease(LeaseKey.ofPerson(ada));
            held.take(patient(first));

            AuthenticationResult result = second.silent(ada);

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(second.sleeper.durations()).isEmpty();
            assertThat(http.requests()).hasSize(1);
        }

        @Test
        void theStoreIsNotAskedAgainForAMoment() {
            Account ada = signedInAndDue();
            first.cache.lease(LeaseKey.ofPerson(ada)).take(patient(first));
            second.silent(ada);
            int before = store.reads();

            second.silent(ada);

            assertThat(store.reads()).isEqualTo(before);
            http.reply(200, Answers.personal("token-2").json());
            advance(Duration.ofSeconds(41));
            assertThat(second.silent(ada).accessToken()).isEqualTo("token-2");
        }

        @Test
        void whatTheOtherHasRenewedIsTaken() {
            Account ada = signedInAndDue();
            http.reply(200, Answers.personal("token-2").json());
            first.silent(ada);

            assertThat(second.silent(ada).accessToken()).isEqualTo("token-2");
            assertThat(http.requests()).hasSize(2);
        }
    }

    @Test
    void aForcedRefreshWaitsForItsTurnAndThenAsks() throws Exception {
        Account ada = signedInAndExpired();
        CachePolicy forced = new CachePolicy(true, RequestShape.PLAIN, MinimumLifetime.standard());

        AuthenticationResult later = whileRequestIsUnderWay(
                Answers.personal("token-2"),
                second,
                () -> first.silent(ada, Node.USER_READ, forced),
                () -> second.silent(ada, Node.USER_READ, forced),
                Answers.personal("token-3"));

        assertThat(later.accessToken()).isEqualTo("token-3");
        assertThat(http.lastRequest().formParameter("refresh_token")).contains("refresh-of-token-2");
    }

    @Test
    void aStoreThatIsDownStopsNobody() {
        Account ada = signedInAndExpired();
        IOException down = new IOException("connection refused.");
        store.failNextRead(down).failNextRead(down).failNextWrite(down).failNextWrite(down);
        http.reply(200, Answers.personal("token-2").json());

        assertThat(second.silent(ada).accessToken()).isEqualTo("token-2");
        assertThat(second.events).extracting(Event::name).contains("cache.read");
    }

    @Test
    void whatTheProviderGaveIsKeptWhenTheStoreDiesAtThatVeryMoment() throws Exception {
        Node strict = new Node(store, OPTIONS.failingWithStore().trustedFor(Duration.ZERO), http);
        http.reply(200, Answers.personal("token-1").json());
        Account ada = strict.signIn();
        strict.clock.advance(Duration.ofHours(1));
        IOException down = new IOException("connection refused.");
        http.replyWith(request -> {
            store.failNextRead(down).failNextWrite(down);
            return new HttpResponse(
                    200, HttpHeaders.empty(), Answers.personal("token-2").json().getBytes(StandardCharsets.UTF_8));
        });

        assertThatThrownBy(() -> strict.silent(ada)).isInstanceOf(MsalStoreException.class);
        assertThatThrownBy(() -> strict.silent(ada)).isInstanceOf(MsalStoreException.class);

        assertThat(strict.silent(ada).accessToken()).isEqualTo("token-2");
        second.cache.catchUp(ada);
        assertThat(second.cache.refreshTokens(ada, Flows.CLIENT_ID))
                .extracting(token -> token.secret().reveal())
                .containsExactly("refresh-of-token-2");
        assertThat(http.requests()).hasSize(2);
    }

    /** Calls fail with the store for what they need of it, and a good token is at hand. */
    @Nested
    class WhenAStrictNodeRenewsAGoodTokenAndTheStoreDies {

        private static final Secret SESSION = Secret.of("a key of a session that nobody guesses");

        private final Node strict = new Node(store, StoreOptions.perPartition().failingWithStore(), http);

        private Answers due() {
            return Answers.personal("token-1").with("expires_in", 7200).with("refresh_in", 3600);
        }

        private void replyOnceTheStoreIsDown(Duration after, int status, String answer) {
            http.replyWith(request -> {
                strict.clock.advance(after);
                for (int attempt = 0; attempt < 20; attempt++) {
                    IOException down = new IOException("connection refused.");
                    store.failNextRead(down).failNextWrite(down);
                }
                return new HttpResponse(status, HttpHeaders.empty(), answer.getBytes(StandardCharsets.UTF_8));
            });
        }

        @Test
        void aPersonsServesOnWhereTheNewOneCannotBeKept() {
            http.reply(200, due().json());
            Account ada = strict.signIn();
            strict.clock.advance(Duration.ofSeconds(3601));
            replyOnceTheStoreIsDown(
                    Duration.ZERO, 200, Answers.personal("token-2").json());

            AuthenticationResult result = strict.silent(ada);

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(result.idToken()).isPresent();
            assertThat(strict.events).extracting(Event::name).contains("cache.write");
        }

        @Test
        void aPersonsServesOnWhereTheProviderRefusesAfterTheStoreWasBelieved() {
            http.reply(200, due().json());
            Account ada = strict.signIn();
            strict.clock.advance(Duration.ofSeconds(3601));
            replyOnceTheStoreIsDown(Duration.ofSeconds(31), 400, Answers.error("invalid_grant", "AADSTS50076"));

            assertThat(strict.silent(ada).accessToken()).isEqualTo("token-1");
        }

        @Test
        void thatOfASessionServesOnWhereTheNewOneCannotBeKept() {
            http.reply(200, due().json());
            strict.begin(SESSION, "assertion");
            strict.clock.advance(Duration.ofSeconds(3601));
            replyOnceTheStoreIsDown(
                    Duration.ZERO, 200, Answers.personal("token-2").json());

            AuthenticationResult result = strict.inSession(SESSION);

            assertThat(result.accessToken()).isEqualTo("token-1");
            assertThat(result.idToken()).isPresent();
        }
    }

    @Test
    void aHitAsksNobody() {
        http.reply(200, Answers.personal("token-1").json());
        Account ada = first.signIn();
        int reads = store.reads();
        int updates = store.updates();

        first.silent(ada);

        assertThat(store.reads()).isEqualTo(reads);
        assertThat(store.updates()).isEqualTo(updates);
    }

    @Test
    void withoutTheOptionNothingButTokensIsWritten() {
        Node plain = new Node(store, StoreOptions.perPartition(), http);
        http.reply(200, Answers.personal("token-1").json())
                .reply(200, Answers.personal("token-2").json());
        Account ada = plain.signIn();
        plain.clock.advance(Duration.ofHours(1));
        int updates = store.updates();
        int deletes = store.deletes();

        plain.silent(ada);

        assertThat(store.updates() - updates).isOne();
        assertThat(store.deletes()).isEqualTo(deletes);
    }
}
