package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import io.openmsal.port.event.Event;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.FakeTokenStore;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {

    private static final String CLOUD = "login.windows.net";
    private static final Account ADA = new Account("ada.t1", CLOUD, "ada@contoso.example", Map.of());
    private static final LeaseKey KEY = LeaseKey.ofPerson(ADA);
    private static final LeaseKey GRACES =
            LeaseKey.ofPerson(new Account("grace.t1", CLOUD, "grace@contoso.example", Map.of()));
    private static final Duration TERM = Duration.ofSeconds(30);
    private static final StoreOptions LEASING = StoreOptions.perPartition().oneRenewalAmongNodes(TERM);

    private final TestClock clock = new TestClock();
    private final FakeSleeper sleeper = new FakeSleeper(clock);
    private final List<Event> events = new ArrayList<>();
    private final FakeTokenStore store = new FakeTokenStore();
    private final TokenCache first = node(clock, LEASING);
    private final TokenCache second = node(clock, LEASING);

    private TokenCache node(TestClock itsClock, StoreOptions options) {
        return TokenCache.backedBy(
                store, new GsonJsonCodec(), itsClock, sleeper, events::add, CacheBounds.STANDARD, options);
    }

    private TokenCache nodeOn(TokenStore another) {
        return TokenCache.backedBy(
                another, new GsonJsonCodec(), clock, sleeper, events::add, CacheBounds.STANDARD, LEASING);
    }

    private CallContext call() {
        return call(Duration.ofSeconds(60));
    }

    private CallContext call(Duration allowance) {
        return new CallContext("c", Deadline.after(clock, allowance), new Cancellation());
    }

    private void keepTokenOfAda(TokenCache cache) {
        long now = clock.millis() / 1000;
        cache.keep(
                ADA,
                new AccessToken(
                        Secret.of("a"),
                        "Bearer",
                        Scopes.requested("User.Read"),
                        "cid",
                        "t1",
                        "t1",
                        now,
                        now + 3600,
                        now + 3600,
                        AccessToken.NEVER),
                Optional.empty(),
                Optional.empty(),
                Scopes.requested("User.Read"),
                true);
    }

    /** What the store is told, which may forget it then. */
    @Nested
    class HowLongItIsNeeded {

        @Test
        void isForAsLongAsItIsTaken() {
            first.lease(KEY).take(call());
            first.lease(GRACES).take(call(Duration.ofSeconds(6)));

            assertThat(store.neededFor(KEY.name())).contains(TERM);
            assertThat(store.neededFor(GRACES.name())).contains(Duration.ofSeconds(8));
        }

        @Test
        void isNotSaidOfOneThatAnotherTookInThatVeryMoment() {
            store.overtakeNextUpdate(found -> "{\"holder\":\"another\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(first.lease(KEY).take(call())).isFalse();

            assertThat(store.neededFor(KEY.name())).isEmpty();
        }
    }

    @Nested
    class AmongNodes {

        @Test
        void oneHasItAndTheOthersDoNotUntilItIsGivenUp() {
            Lease held = first.lease(KEY);
            Lease wished = second.lease(KEY);

            assertThat(held.take(call())).isTrue();
            assertThat(wished.take(call())).isFalse();
            assertThat(wished.take(call())).isFalse();

            held.close();
            assertThat(wished.take(call())).isTrue();
        }

        @Test
        void oneDocumentBeyondReadingGrantsNobodyALeaseThatAnotherHas() {
            Account grace = new Account("grace.t1", CLOUD, "grace@contoso.example", Map.of());
            store.put(new PartitionKey.OfPerson(grace).name(), "no document".getBytes(StandardCharsets.UTF_8));
            assertThat(first.lease(KEY).take(call())).isTrue();

            second.catchUp(grace);

            assertThat(second.lease(KEY).take(call())).isFalse();
        }

        @Test
        void aThreadThatIsInterruptedAtItsEndGrantsNobodyALeaseThatAnotherHas() {
            assertThat(first.lease(GRACES).take(call())).isTrue();
            Lease ended = second.lease(KEY);
            assertThat(ended.take(call())).isTrue();
            store.hangUntil(new CountDownLatch(1));
            Thread.currentThread().interrupt();
            try {
                ended.close();
            } finally {
                Thread.interrupted();
                store.hangUntil(new CountDownLatch(0));
            }

            assertThat(second.lease(GRACES).take(call())).isFalse();
            assertThat(events).isEmpty();
        }

        @Test
        void oneThatNobodyCanReadIsOverAfterATermAndCostsNobodyElse() throws Exception {
            assertThat(first.lease(GRACES).take(call())).isTrue();
            assertThat(first.lease(KEY).take(call())).isTrue();
            TokenCache withoutKey = nodeOn(new StoreWithoutKey(store, store.content(KEY.name())));
            Lease wished = withoutKey.lease(KEY);

            assertThat(wished.take(call())).isFalse();
            assertThat(withoutKey.lease(GRACES).take(call())).isFalse();
            clock.advance(TERM);

            assertThat(wished.take(call())).as("it is free for all who wait").isFalse();
            assertThat(store.partitions()).doesNotContain(KEY.name());
            assertThat(wished.take(call())).isTrue();
            assertThat(events).isEmpty();
        }

        @Test
        void oneThatNobodyCanReadIsOverAfterATermHoweverLittleTimeEachCallHas() throws Exception {
            assertThat(first.lease(KEY).take(call())).isTrue();
            TokenCache withoutKey = nodeOn(new StoreWithoutKey(store, store.content(KEY.name())));

            assertThat(withoutKey.lease(KEY).take(call())).isFalse();
            clock.advance(TERM);

            assertThat(withoutKey.lease(KEY).take(call())).isFalse();
            assertThat(withoutKey.lease(KEY).take(call())).isTrue();
        }

        /** Of two that nobody can read, nobody can say whether they are the same. */
        @Test
        void oneThatNobodyCanReadIsNotTakenForOneThatWasSeenLongAgo() throws Exception {
            assertThat(first.lease(KEY).take(call())).isTrue();
            TokenCache withoutKey = nodeOn(new StoreWithoutKey(store, store.content(KEY.name())));

            assertThat(withoutKey.lease(KEY).take(call())).isFalse();
            clock.advance(Duration.ofHours(1));

            assertThat(withoutKey.lease(KEY).take(call())).isFalse();
            assertThat(store.partitions()).contains(KEY.name());
        }

        @Test
        void oneThatNobodyCanReadAndThatComesInBetweenIsAnothers() throws Exception {
            assertThat(first.lease(GRACES).take(call())).isTrue();
            assertThat(first.lease(KEY).take(call())).isTrue();
            byte[] sealed = store.content(KEY.name());
            store.delete(KEY.name());
            LateStore late = new LateStore(new StoreWithoutKey(store, sealed));
            TokenCache withoutKey = nodeOn(late);
            late.beforeNextAnswer(() -> store.put(KEY.name(), sealed));

            assertThat(withoutKey.lease(KEY).take(call())).isFalse();
            assertThat(withoutKey.lease(GRACES).take(call())).isFalse();
            assertThat(events).isEmpty();
        }

        @Test
        void aRequestThatTheTermCutsOffSaysSoAlsoWhenItEndedALittleEarly() {
            Lease held = first.lease(KEY);
            CallContext call = call();
            assertThat(held.take(call)).isTrue();

            assertThatThrownBy(() -> held.send(call, limited -> {
                        clock.advance(TERM.minus(TERM.dividedBy(4)).minusMillis(5));
                        throw new MsalTimeoutException("request_timeout", "No answer came.", null, null);
                    }))
                    .isInstanceOf(MsalTimeoutException.class)
                    .hasFieldOrPropertyWithValue("errorCode", "lease_over");
        }

        @Test
        void twoCallersOfOneProcessAreTwo() {
            assertThat(first.lease(KEY).take(call())).isTrue();
            assertThat(first.lease(KEY).take(call())).isFalse();
        }

        @Test
        void nothingStaysInTheStore() throws Exception {
            Lease held = first.lease(KEY);
            held.take(call());
            assertThat(store.partitions()).hasSize(1).allMatch(name -> name.matches("msal_lease_[0-9a-f]{64}"));

            held.close();

            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void whoDidNotGetItGivesNothingUp() {
            Lease held = first.lease(KEY);
            Lease wished = second.lease(KEY);
            held.take(call());
            wished.take(call());

            wished.close();

            assertThat(second.lease(KEY).take(call())).isFalse();
        }

        @Test
        void whoWasFasterInTheVeryMomentHasIt() {
            store.overtakeNextUpdate(present -> "{\"holder\":\"faster\",\"term_ms\":\"30000\",\"began_ms\":\"%d\"}"
                    .formatted(clock.millis())
                    .getBytes(StandardCharsets.UTF_8));

            Lease wished = second.lease(KEY);

            assertThat(wished.take(call())).isFalse();
            wished.close();
            assertThat(new String(store.content(KEY.name()), StandardCharsets.UTF_8))
                    .contains("faster");
        }

        @Test
        void peopleTenantsAssertionsAndSessionsDoNotWaitForEachOther() {
            AppKey app = new AppKey("cid", CLOUD);
            OnBehalfOfKey assertion = OnBehalfOfKey.of("cid", CLOUD, "t1", Secret.of("one"));
            Scopes read = Scopes.requested("User.Read");
            Scopes write = Scopes.requested("User.Write");

            List<LeaseKey> keys = List.of(
                    KEY,
                    LeaseKey.ofPerson(new Account("grace.t1", CLOUD, "", Map.of())),
                    LeaseKey.ofApplication(app, "t1", read, TokenKind.BEARER),
                    LeaseKey.ofApplication(app, "t1", write, TokenKind.BEARER),
                    LeaseKey.ofApplication(app, "t1", read, TokenKind.of("pop", "key-1", "")),
                    LeaseKey.ofApplication(app, "t2", read, TokenKind.BEARER),
                    LeaseKey.ofAssertion(assertion, read, TokenKind.BEARER),
                    LeaseKey.ofAssertion(assertion, write, TokenKind.BEARER),
                    LeaseKey.ofSession(assertion));

            assertThat(keys).extracting(LeaseKey::name).doesNotHaveDuplicates();
            assertThat(keys).allMatch(key -> first.lease(key).take(call()));
        }
    }

    @Nested
    class WhoseHolderIsDead {

        private final Lease wished = second.lease(KEY);

        WhoseHolderIsDead() {
            first.lease(KEY).take(call());
        }

        @Test
        void isOverWhenItHasBeenSeenForItsTermAndNotBefore() {
            assertThat(wished.take(call())).isFalse();
            clock.advance(TERM.minusMillis(1));
            assertThat(wished.take(call())).isFalse();
            clock.advance(Duration.ofMillis(1));

            assertThat(wished.take(call())).isTrue();
        }

        @Test
        void isOverForOneOfThoseWhoWaitAndTheOthersWaitForThatOne() {
            Lease another = second.lease(KEY);
            wished.take(call());
            another.take(call());
            clock.advance(TERM);

            assertThat(wished.take(call())).isTrue();
            assertThat(another.take(call())).isFalse();
            wished.close();
            assertThat(another.take(call())).isTrue();
        }

        @Test
        void isOverAtFirstSightWhenItBeganLongAgo() {
            clock.advance(TERM.plusSeconds(10));

            assertThat(wished.take(call())).isTrue();
        }

        @Test
        void isNotEndedByTheDeadComingBackToLife() {
            TokenCache third = node(clock, LEASING);
            Lease slow = third.lease(LeaseKey.ofSession(OnBehalfOfKey.of("cid", CLOUD, "t1", Secret.of("s"))));
            slow.take(call());
            Lease next = first.lease(LeaseKey.ofSession(OnBehalfOfKey.of("cid", CLOUD, "t1", Secret.of("s"))));
            clock.advance(TERM.plusSeconds(10));
            assertThat(next.take(call())).isTrue();

            slow.close();

            assertThat(third.lease(LeaseKey.ofSession(OnBehalfOfKey.of("cid", CLOUD, "t1", Secret.of("s"))))
                            .take(call()))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-9, -3, 3, 9})
    void clocksThatDifferBySecondsNeitherTakeALeaseAwayNorKeepItForLonger(int seconds) {
        TestClock theirs = new TestClock(clock.instant().plusSeconds(seconds));
        TokenCache elsewhere = node(theirs, LEASING);
        Lease held = first.lease(KEY);
        Lease wished = elsewhere.lease(KEY);
        held.take(call());

        for (int second = 0; second < TERM.toSeconds(); second++) {
            assertThat(wished.take(call())).as("after %d seconds", second).isFalse();
            theirs.advance(Duration.ofSeconds(1));
        }

        assertThat(wished.take(call())).isTrue();
    }

    @Test
    void whatIsNoLeaseIsOverAfterATerm() {
        store.put(KEY.name(), "{\"holder".getBytes(StandardCharsets.UTF_8));
        Lease wished = first.lease(KEY);

        assertThat(wished.take(call())).isFalse();
        clock.advance(TERM);
        assertThat(wished.take(call())).isTrue();
    }

    @Test
    void whatIsNoLeaseIsOverAfterATermHoweverLittleTimeEachCallHas() {
        store.put(KEY.name(), "{\"holder".getBytes(StandardCharsets.UTF_8));

        assertThat(first.lease(KEY).take(call())).isFalse();
        clock.advance(TERM);
        assertThat(first.lease(KEY).take(call())).isTrue();
    }

    @Test
    void aTermIsNoLongerForAClockThatIsSetBack() {
        store.put(KEY.name(), "{\"holder".getBytes(StandardCharsets.UTF_8));
        assertThat(first.lease(KEY).take(call())).isFalse();
        clock.advance(Duration.ofHours(-1));
        assertThat(first.lease(KEY).take(call())).isFalse();
        clock.advance(TERM);

        assertThat(first.lease(KEY).take(call())).isTrue();
    }

    @Test
    void aTermThatIsTooLongIsNotBelieved() {
        store.put(
                KEY.name(),
                "{\"holder\":\"x\",\"term_ms\":\"9000000000\",\"began_ms\":\"9000000000000000\"}"
                        .getBytes(StandardCharsets.UTF_8));
        Lease wished = first.lease(KEY);

        assertThat(wished.take(call())).isFalse();
        clock.advance(Duration.ofMinutes(5));
        assertThat(wished.take(call())).isTrue();
    }

    @Test
    void theTermIsTheCallsOwnTimeAndAThirdOfItForStoring() {
        first.lease(KEY).take(call(Duration.ofSeconds(3)));
        Lease wished = second.lease(KEY);

        wished.take(call());
        clock.advance(Duration.ofMillis(3999));
        assertThat(wished.take(call())).isFalse();
        clock.advance(Duration.ofMillis(1));

        assertThat(wished.take(call())).isTrue();
    }

    @Test
    void nothingIsSentUnderALeaseThatIsOver() {
        Lease held = first.lease(KEY);
        CallContext call = call(Duration.ofMinutes(10));
        held.take(call);

        clock.advance(Duration.ofSeconds(2));

        CallContext under = held.send(call, limited -> limited);

        assertThat(under.deadline().remainingAtMost(Duration.ofHours(1)))
                .as("three quarters of the term, from the taking")
                .isEqualTo(Duration.ofMillis(20_500));
        assertThat(under.correlationId()).isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(longs = {8_000, 22_500, 26_000, 600_000})
    void aQuarterOfTheTermIsLeftForStoringHoweverLittleTimeTheCallHas(long allowance) throws Exception {
        Lease held = first.lease(KEY);
        CallContext call = call(Duration.ofMillis(allowance));
        held.take(call);
        long term = storedTerm();

        CallContext under = held.send(call, limited -> limited);

        assertThat(under.deadline().remainingAtMost(Duration.ofHours(1)))
                .isEqualTo(Duration.ofMillis(Math.min(allowance, 22_500)))
                .isLessThanOrEqualTo(Duration.ofMillis(term * 3 / 4 + 1));
        assertThat(term).isLessThanOrEqualTo(TERM.toMillis());
    }

    private long storedTerm() throws IOException {
        String lease = new String(store.content(KEY.name()), StandardCharsets.UTF_8);
        Matcher term = Pattern.compile("\"term_ms\" ?: ?\"(\\d+)\"").matcher(lease);
        assertThat(term.find()).as(lease).isTrue();
        return Long.parseLong(term.group(1));
    }

    @Test
    void whatTheLeaseCutOffSaysSoAndNotThatTheCallHadTooLittleTime() {
        Lease held = first.lease(KEY);
        CallContext call = call(Duration.ofMinutes(10));
        held.take(call);

        assertThatThrownBy(() -> held.send(call, limited -> lasting(Duration.ofSeconds(23), limited)))
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("22500 ms")
                .hasMessageContaining("oneRenewalAmongNodes(...)")
                .hasMessageNotContaining("timeout(...)");
    }

    @Test
    void whatTheCallsOwnTimeCutOffIsNoMatterOfTheLease() {
        Lease held = first.lease(KEY);
        CallContext call = call(Duration.ofSeconds(10));
        held.take(call);

        assertThatThrownBy(() -> held.send(call, limited -> lasting(Duration.ofSeconds(11), limited)))
                .isInstanceOf(MsalTimeoutException.class)
                .hasMessageContaining("timeout(...)");
    }

    @Test
    void whatTookTooLongByItselfIsNoMatterOfTheLeaseEither() {
        Lease held = first.lease(KEY);
        CallContext call = call(Duration.ofMinutes(10));
        held.take(call);
        MsalTimeoutException ofItsOwn =
                new MsalTimeoutException("request_timeout", "A supplier's own call.", "c", null);

        assertThatThrownBy(() -> held.send(call, limited -> {
                    throw ofItsOwn;
                }))
                .isSameAs(ofItsOwn);
    }

    /** A request that nobody answers in time. */
    private String lasting(Duration time, CallContext call) {
        clock.advance(time);
        ServerExchange.stopIfOver("token request", call);
        return "answered";
    }

    @Nested
    class Waiting {

        private final Lease wished = second.lease(KEY);

        Waiting() {
            first.lease(KEY).take(call());
        }

        @Test
        void takesLongerEachTimeUpToAFifthOfASecond() {
            CallContext call = call();
            for (int i = 0; i < 6; i++) {
                wished.pause(call);
            }

            assertThat(sleeper.durations())
                    .extracting(Duration::toMillis)
                    .containsExactly(25L, 50L, 100L, 200L, 200L, 200L);
        }

        @Test
        void endsWithTheCallsDeadline() {
            CallContext call = call(Duration.ofMillis(60));
            wished.pause(call);

            assertThatThrownBy(() -> wished.pause(call))
                    .isInstanceOf(MsalTimeoutException.class)
                    .hasMessageContaining("another process");
            assertThat(sleeper.durations()).extracting(Duration::toMillis).containsExactly(25L, 35L);
        }

        @Test
        void endsWhenTheCallIsCancelled() {
            Cancellation cancellation = new Cancellation();
            sleeper.beforeEachSleep(duration -> cancellation.cancel());

            assertThatThrownBy(() -> wished.pause(new CallContext("c", Deadline.none(), cancellation)))
                    .isInstanceOf(MsalCancelledException.class);
        }

        @Test
        void endsWhenTheThreadIsInterrupted() {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> wished.pause(call())).isInstanceOf(MsalCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class WhenTheStoreFails {

        private final IOException down = new IOException("connection refused.");

        @Test
        void everyoneGoesOnWithOneWarning() {
            store.failNextRead(down).failNextWrite(down);

            assertThat(first.lease(KEY).take(call())).isTrue();
            clock.advance(Duration.ofSeconds(6));
            assertThat(first.lease(KEY).take(call())).isTrue();

            assertThat(events).extracting(Event::name).containsExactly("cache.lease");
            assertThat(first.statistics().storeFailures()).isEqualTo(2);
        }

        @Test
        void itIsLeftAloneForAWhile() {
            store.failNextRead(down);
            first.lease(KEY).take(call());
            int before = store.reads();

            assertThat(first.lease(KEY).take(call())).isTrue();

            assertThat(store.reads()).isEqualTo(before);
        }

        @Test
        void anApplicationCanWishToFailInstead() {
            TokenCache strict = node(clock, LEASING.failingWithStore());
            store.failNextRead(down);

            assertThatThrownBy(() -> strict.lease(KEY).take(call()))
                    .isInstanceOf(MsalStoreException.class)
                    .hasCause(down);
        }

        @Test
        void aLeaseThatWasPerhapsWrittenIsGivenUpAllTheSame() throws Exception {
            TokenCache unsure = nodeOn(new WritesAndFails(store));
            Lease taken = unsure.lease(KEY);
            assertThat(taken.take(call())).isTrue();
            assertThat(store.partitions()).hasSize(1);

            taken.close();

            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void givingItUpCostsNoCallAndTheTermEndsIt() {
            TokenCache strict = node(clock, LEASING.failingWithStore());
            Lease held = strict.lease(KEY);
            held.take(call());
            store.failNextWrite(down);

            held.close();

            assertThat(events).extracting(Event::name).containsExactly("cache.lease");
            Lease next = second.lease(KEY);
            assertThat(next.take(call())).isFalse();
            clock.advance(TERM);
            assertThat(next.take(call())).isTrue();
        }

        @Test
        void itIsKeptAsLongAsTheStoreHasNotGotTheTokens() {
            Lease held = first.lease(KEY);
            held.take(call());
            store.failNextWrite(down);
            keepTokenOfAda(first);

            held.close();

            assertThat(second.lease(KEY).take(call())).isFalse();
        }

        @Test
        void itIsKeptWhileAnotherThreadIsSavingThemAgain() {
            Lease held = first.lease(KEY);
            held.take(call());
            store.failNextWrite(down);
            keepTokenOfAda(first);
            store.overtakeNextUpdate(present -> {
                held.close();
                return "{}".getBytes(StandardCharsets.UTF_8);
            });

            first.catchUp(ADA);

            assertThat(second.lease(KEY).take(call())).isFalse();
            held.close();
            assertThat(second.lease(KEY).take(call())).isTrue();
        }
    }

    @Test
    void withoutTheOptionThereAreNone() {
        TokenCache plain = node(clock, StoreOptions.perPartition());

        assertThat(plain.hasLeases()).isFalse();
        assertThat(TokenCache.inProcess(clock, events::add).hasLeases()).isFalse();
        assertThatThrownBy(() -> plain.lease(KEY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theOptionHasBoundsAndSaysWhatItIs() {
        StoreOptions plain = StoreOptions.perPartition();

        assertThat(plain.oneRenewalAmongNodes()).hasToString(plain + ", one renewal among nodes for PT30S");
        assertThat(plain.oneRenewalAmongNodes()
                        .failingWithStore()
                        .trustedFor(TERM)
                        .hasLeases())
                .isTrue();
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofSeconds(301))) {
            assertThatThrownBy(() -> plain.oneRenewalAmongNodes(wrong)).isInstanceOf(MsalConfigurationException.class);
        }
        assertThatThrownBy(() -> TokenCache.backedBy(
                        store, new GsonJsonCodec(), clock, events::add, CacheBounds.STANDARD, LEASING))
                .isInstanceOf(MsalConfigurationException.class);
    }
}
