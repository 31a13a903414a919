package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PartitionDocumentsTest {

    private static final String CLOUD = "login.windows.net";
    private static final Account ADA = person("ada.t1");
    private static final Account GRACE = person("grace.t1");
    private static final AppKey APP = new AppKey("cid", CLOUD);
    private static final Scopes USER_READ = Scopes.requested("User.Read");
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final List<Event> events = new ArrayList<>();
    private final FakeTokenStore store = new FakeTokenStore();
    private final TokenCache first = cache(StoreOptions.perPartition());
    private final TokenCache second = cache(StoreOptions.perPartition());

    private static Account person(String home) {
        return new Account(home, CLOUD, home + "@contoso.example", Map.of());
    }

    private TokenCache cache(StoreOptions options) {
        return cache(CacheBounds.STANDARD, options);
    }

    private TokenCache cache(CacheBounds bounds, StoreOptions options) {
        return TokenCache.backedBy(store, new GsonJsonCodec(), clock, events::add, bounds, options);
    }

    private long now() {
        return clock.millis() / 1000;
    }

    private AccessToken token(String secret, String realm) {
        return new AccessToken(
                Secret.of(secret),
                "Bearer",
                USER_READ,
                "cid",
                realm,
                realm,
                now(),
                now() + 3600,
                now() + 3600,
                AccessToken.NEVER);
    }

    private void keep(TokenCache cache, Account account, String secret) {
        cache.keep(
                account,
                token(secret, "t1"),
                Optional.empty(),
                Optional.of(new RefreshToken(Secret.of("rt-" + secret), "cid", "", "", now())),
                USER_READ,
                true);
    }

    private void keepRefreshed(TokenCache cache, Account account, String secret) {
        cache.keep(account, token(secret, "t1"), Optional.empty(), Optional.empty(), USER_READ, false);
    }

    private static OnBehalfOfKey assertion(String text) {
        return OnBehalfOfKey.of("cid", CLOUD, "t1", Secret.of(text));
    }

    private @Nullable String at(TokenCache cache, Account account) {
        return secret(cache.find(
                account, "cid", "t1", USER_READ, TokenKind.BEARER, now(), MinimumLifetime.of(Duration.ZERO)));
    }

    private @Nullable String at(TokenCache cache, String tenant) {
        return secret(cache.find(APP, tenant, USER_READ, TokenKind.BEARER, now(), MinimumLifetime.of(Duration.ZERO)));
    }

    private @Nullable String at(TokenCache cache, OnBehalfOfKey key) {
        return secret(cache.find(key, USER_READ, TokenKind.BEARER, now(), MinimumLifetime.of(Duration.ZERO)));
    }

    private static @Nullable String secret(@Nullable AccessToken token) {
        return token == null ? null : token.secret().reveal();
    }

    private String everythingStored() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : store.partitions()) {
            all.append(new String(store.content(name), StandardCharsets.UTF_8)).append('\n');
        }
        return all.toString();
    }

    @Nested
    class Layout {

        @Test
        void eachPersonTenantAndAssertionHasADocumentOfItsOwn() throws Exception {
            keep(first, ADA, "a");
            keep(first, GRACE, "g");
            first.keep(APP, token("own-1", "t1"), USER_READ);
            first.keep(APP, token("own-2", "t2"), USER_READ);
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);

            assertThat(store.partitions()).hasSize(5);
        }

        @Test
        void namesTellNobodyWhoseTokensTheyAre() throws Exception {
            keep(first, ADA, "a");
            first.keep(APP, token("own", "contoso"), USER_READ);
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);

            assertThat(store.partitions())
                    .allSatisfy(name -> assertThat(name)
                            .matches("msal_(user|app|obo)_[0-9a-f_]{64,129}")
                            .doesNotContain("ada", "contoso", "cid"));
        }

        @Test
        void aDocumentIsASliceOfTheFormThatAllMsalsShare() {
            keep(first, ADA, "a");

            String document = new String(store.content(new PartitionKey.OfPerson(ADA).name()), StandardCharsets.UTF_8);

            assertThat(document)
                    .contains("\"AccessToken\"", "\"RefreshToken\"", "\"Account\"", "ada.t1-login.windows.net-t1");
        }

        @Test
        void whatAnotherMsalWroteThereUnderAnotherNameOfTheCloudStaysUnderIt() throws Exception {
            keep(first, ADA, "a");
            String name = new PartitionKey.OfPerson(ADA).name();
            String theirs = new String(store.content(name), StandardCharsets.UTF_8)
                    .replace("login.windows.net", "login.microsoftonline.com");
            store.put(name, theirs.getBytes(StandardCharsets.UTF_8));
            second.catchUp(ADA);

            keep(second, ADA, "b");

            assertThat(at(second, ADA)).isEqualTo("b");
            assertThat(everythingStored())
                    .contains("\"b\"", "\"rt-b\"", "login.microsoftonline.com")
                    .doesNotContain("\"a\"", "\"rt-a\"", "login.windows.net");
        }

        @Test
        void whatOneProcessKeepsTheOtherFindsWhenItCatchesUpWithThatPartitionOnly() {
            keep(first, ADA, "a");
            keep(first, GRACE, "g");
            first.keep(APP, token("own", "t1"), USER_READ);
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);

            second.catchUp(ADA);
            second.catchUp(APP, "t1");
            second.catchUp(assertion("one"));

            assertThat(at(second, ADA)).isEqualTo("a");
            assertThat(second.refreshTokens(ADA, "cid")).hasSize(1);
            assertThat(at(second, "t1")).isEqualTo("own");
            assertThat(at(second, assertion("one"))).isEqualTo("obo");
            assertThat(second.account(assertion("one"))).isEqualTo(ADA);
            assertThat(at(second, GRACE)).isNull();
            assertThat(store.reads()).isEqualTo(3);
        }

        @Test
        void anOlderAssertionThatIsReadAfterANewerOneLeavesTheNewerIdToken() {
            first.keep(assertion("morning"), ADA, token("m", "t1"), Optional.of(idToken(1)), USER_READ);
            first.keep(assertion("evening"), ADA, token("e", "t1"), Optional.of(idToken(2)), USER_READ);
            second.catchUp(ADA);

            second.catchUp(assertion("evening"));
            second.catchUp(assertion("morning"));

            assertThat(second.idToken(ADA, token("e", "t1"))).isEqualTo(idToken(2));
        }

        private IdToken idToken(long issuedAt) {
            Map<String, Object> claims = Map.of("iat", issuedAt);
            String payload = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(new GsonJsonCodec().write(claims).getBytes(StandardCharsets.UTF_8));
            return new IdToken(Secret.of("e30." + payload + ".x"), "cid", "t1", new IdTokenClaims(claims));
        }

        @Test
        void aRefusalByTheFamilyIsNotForgottenWhereADocumentStillTellsOfIt() {
            keepOfFamily(first, "shared");
            first.refuseFamily(APP);
            keepOfFamily(second, "shared-2");

            first.catchUp(ADA);

            assertThat(second.familyOf(APP)).isEqualTo("1");
            assertThat(first.familyOf(APP)).isEmpty();
        }

        private void keepOfFamily(TokenCache cache, String secret) {
            RefreshToken shared = new RefreshToken(Secret.of(secret), "cid", "", "1", now());
            cache.keep(ADA, token("a", "t1"), Optional.empty(), Optional.of(shared), USER_READ, true);
        }

        @Test
        void everyoneIsListedWhenAskedFor() {
            keep(first, ADA, "a");
            keep(first, GRACE, "g");
            first.keep(APP, token("own", "t1"), USER_READ);

            second.catchUp();

            assertThat(second.accounts(CLOUD)).containsExactlyInAnyOrder(ADA, GRACE);

            first.remove(ADA, "cid");
            second.catchUp();
            assertThat(second.accounts(CLOUD))
                    .as("without those who signed out there")
                    .containsExactly(GRACE);
        }

        @Test
        void everyoneIsListedAlsoThoseForWhomThereIsNoRoomAtHand() {
            keep(first, ADA, "a");
            keep(first, GRACE, "g");
            TokenCache small = cache(new CacheBounds(1), StoreOptions.perPartition());

            assertThat(small.everybody()).containsExactlyInAnyOrder(ADA, GRACE);
            assertThat(small.accounts(CLOUD)).hasSize(1);

            first.remove(ADA, "cid");
            assertThat(small.everybody())
                    .as("without those who signed out there")
                    .containsExactly(GRACE);
        }

        @Test
        void twoProcessesNeverLoseEachOthersTokensOfOnePerson() {
            keep(first, ADA, "a");
            second.keep(ADA, token("b", "t2"), Optional.empty(), Optional.empty(), USER_READ, true);

            first.catchUp(ADA);

            assertThat(at(first, ADA)).isEqualTo("a");
            assertThat(secret(first.find(
                            ADA, "cid", "t2", USER_READ, TokenKind.BEARER, now(), MinimumLifetime.of(Duration.ZERO))))
                    .isEqualTo("b");
        }

        @Test
        void whatHadToMakeRoomInTheProcessIsReadAgain() {
            TokenCache small = cache(new CacheBounds(1), StoreOptions.perPartition());
            keep(small, ADA, "a");
            keep(small, GRACE, "g");
            assertThat(at(small, ADA)).isNull();

            small.catchUp(ADA);

            assertThat(at(small, ADA)).isEqualTo("a");
        }
    }

    @Nested
    class Cost {

        @Test
        void savingOneTokenCostsTheSameWithTenPeopleAndWithTenThousand() throws Exception {
            long few = bytesForOneMoreTokenAmong(10);
            long many = bytesForOneMoreTokenAmong(10_000);

            assertThat(many).isBetween(few - 8, few + 8);
        }

        private long bytesForOneMoreTokenAmong(int people) throws IOException {
            CountedStore counted = new CountedStore(new FakeTokenStore());
            TokenCache cache = TokenCache.backedBy(
                    counted,
                    new GsonJsonCodec(),
                    clock,
                    events::add,
                    CacheBounds.STANDARD,
                    StoreOptions.perPartition());
            for (int i = 0; i < people; i++) {
                keep(cache, person("person-" + (100_000 + i) + ".t1"), "secret-" + (100_000 + i));
            }
            counted.forget();

            keepRefreshed(cache, person("person-100003.t1"), "renewed");

            assertThat(at(cache, person("person-100003.t1"))).isEqualTo("renewed");
            assertThat(counted.calls()).isEqualTo(1);
            return counted.bytesWritten();
        }

        @Test
        void aTokenOnBehalfOfAPersonCostsTwoDocuments() {
            keep(first, ADA, "a");
            int before = store.updates();

            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);

            assertThat(store.updates() - before).isEqualTo(2);
        }

        @Test
        void aTokenOnBehalfOfAPersonCostsNoMoreWhileThoseOfOtherAssertionsAreGood() {
            CountedStore counted = new CountedStore(store);
            TokenCache cache = TokenCache.backedBy(
                    counted,
                    new GsonJsonCodec(),
                    clock,
                    events::add,
                    CacheBounds.STANDARD,
                    StoreOptions.perPartition());
            for (int i = 0; i < 10; i++) {
                cache.keep(assertion("good-" + i), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
            }
            counted.forget();

            cache.keep(assertion("one-more"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);

            assertThat(counted.calls()).isEqualTo(2);
        }

        @Test
        void anUnchangedDocumentIsNotParsedAgain() {
            CountedCodec codec = new CountedCodec();
            TokenCache cache = TokenCache.backedBy(
                    store, codec, clock, events::add, CacheBounds.STANDARD, StoreOptions.perPartition());
            keep(first, ADA, "a");
            cache.catchUp(ADA);
            assertThat(codec.parsed()).isEqualTo(1);

            cache.catchUp(ADA);
            assertThat(codec.parsed()).isEqualTo(1);

            keepRefreshed(first, ADA, "b");
            cache.catchUp(ADA);
            assertThat(codec.parsed()).isEqualTo(2);
            assertThat(at(cache, ADA)).isEqualTo("b");
        }
    }

    @Nested
    class Staleness {

        @Test
        void aHitAsksTheStoreOnlyWhenTheBoundHasPassed() {
            keep(first, ADA, "a");
            int before = store.reads();

            clock.advance(BOUND.minusMillis(1));
            at(first, ADA);
            assertThat(store.reads() - before).isZero();

            clock.advance(Duration.ofMillis(1));
            at(first, ADA);
            at(first, ADA);
            assertThat(store.reads() - before).isEqualTo(1);
        }

        /** Ten is for each kind; what the process has of all of them together is more. */
        @Test
        void hitsAskForNothingWhileEachKindHasRoom() {
            TokenCache small = cache(new CacheBounds(10), StoreOptions.perPartition());
            for (int i = 0; i < 9; i++) {
                keep(small, person("p" + i + ".t1"), "p" + i);
                small.keep(
                        assertion("a" + i), person("p" + i + ".t1"), token("a" + i, "t1"), Optional.empty(), USER_READ);
                small.keep(APP, token("own" + i, "t" + i), USER_READ);
            }
            int before = store.reads();

            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 9; i++) {
                    assertThat(at(small, person("p" + i + ".t1"))).isEqualTo("p" + i);
                    assertThat(at(small, assertion("a" + i))).isEqualTo("a" + i);
                    assertThat(at(small, "t" + i)).isEqualTo("own" + i);
                }
            }

            assertThat(store.reads()).isEqualTo(before);
        }

        @Test
        void whoIsRemovedInOneProcessIsGoneFromTheOtherWithinTheBound() throws Exception {
            keep(first, ADA, "a");
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
            second.catchUp(ADA);
            second.catchUp(assertion("one"));

            first.remove(ADA, "cid");

            assertThat(at(first, ADA)).isNull();
            assertThat(at(first, assertion("one"))).isNull();
            assertThat(everythingStored()).doesNotContain("\"a\"", "obo", "rt-a", "ada.t1");
            assertThat(at(second, ADA)).isEqualTo("a");
            clock.advance(BOUND);
            assertThat(at(second, ADA)).isNull();
            assertThat(at(second, assertion("one"))).isNull();
            assertThat(second.refreshTokens(ADA, "cid")).isEmpty();
            assertThat(second.account(CLOUD, "ada.t1")).isEmpty();
        }

        @Test
        void aRenewalThatWasUnderWayDoesNotBringBackWhoWasRemovedElsewhere() throws Exception {
            keep(first, ADA, "a");
            second.catchUp(ADA);
            first.remove(ADA, "cid");

            keepRefreshed(second, ADA, "late");

            assertThat(at(second, ADA)).isNull();
            assertThat(everythingStored()).doesNotContain("late");
        }

        @Test
        void anApplicationsOwnTokensOfEveryTenantGo() throws Exception {
            first.keep(APP, token("own-1", "t1"), USER_READ);
            second.keep(APP, token("own-2", "t2"), USER_READ);
            second.keep(new AppKey("other", CLOUD), token("theirs", "t1"), USER_READ);

            first.remove(APP);

            assertThat(everythingStored()).contains("theirs").doesNotContain("own-1", "own-2");
            clock.advance(BOUND);
            assertThat(at(second, "t2")).isNull();
        }

        @Test
        void theBoundIsASetting() {
            TokenCache patient = cache(StoreOptions.perPartition().trustedFor(Duration.ofHours(1)));
            TokenCache never = cache(StoreOptions.perPartition().trustedFor(Duration.ZERO));
            keep(first, ADA, "a");
            patient.catchUp(ADA);
            never.catchUp(ADA);
            keepRefreshed(first, ADA, "b");

            assertThat(at(never, ADA)).isEqualTo("b");
            clock.advance(Duration.ofMinutes(59));
            assertThat(at(patient, ADA)).isEqualTo("a");
            clock.advance(Duration.ofMinutes(1).minusMillis(1));
            assertThat(at(patient, ADA)).isEqualTo("a");
            assertThatThrownBy(() -> StoreOptions.perPartition().trustedFor(Duration.ofSeconds(-1)))
                    .isInstanceOf(MsalConfigurationException.class);
        }

        @Test
        void aClockThatWasSetBackDoesNotLengthenTheBound() {
            keep(first, ADA, "a");
            second.catchUp(ADA);
            clock.advance(Duration.ofMinutes(-50));
            first.remove(ADA, "cid");

            clock.advance(BOUND);

            assertThat(at(second, ADA)).isNull();
        }

        @Test
        void aLookThatFailedIsMadeAgainOnceTheStoreHasRested() {
            keep(first, ADA, "a");
            second.catchUp(ADA);
            first.remove(ADA, "cid");
            clock.advance(BOUND);
            store.failNextRead(new IOException("connection refused."));

            assertThat(at(second, ADA)).isEqualTo("a");
            clock.advance(Duration.ofSeconds(5));

            assertThat(at(second, ADA)).isNull();
        }

        @Test
        void theStoreRestsNoLongerWhenTheClockIsSetBackMeanwhile() {
            keep(first, ADA, "a");
            second.catchUp(ADA);
            first.remove(ADA, "cid");
            clock.advance(BOUND);
            store.failNextRead(new IOException("connection refused."));
            at(second, ADA);

            clock.advance(Duration.ofMinutes(-50));

            assertThat(at(second, ADA)).isNull();
        }

        @Test
        void aWholeDocumentHasTheSameSettingAndIsOtherwiseTrustedUntilATokenIsMissing() {
            TokenCache asking = cache(StoreOptions.wholeDocument().trustedFor(BOUND));
            TokenCache trusting = cache(StoreOptions.wholeDocument());
            TokenCache other = cache(StoreOptions.wholeDocument());
            keep(other, ADA, "a");
            asking.catchUp();
            trusting.catchUp();
            other.remove(ADA, "cid");

            clock.advance(BOUND);

            assertThat(at(asking, ADA)).isNull();
            assertThat(at(trusting, ADA)).isEqualTo("a");
        }
    }

    static Stream<StoreOptions> askingLayouts() {
        return layouts().map(layout -> layout.trustedFor(BOUND));
    }

    static Stream<StoreOptions> layouts() {
        return Stream.of(StoreOptions.perPartition(), StoreOptions.wholeDocument());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void anAnswerThatComesLateDoesNotTakeThePlaceOfANewerOne(StoreOptions layout) {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, layout);
        TokenCache other = cache(layout);
        keep(other, ADA, "old");
        late.beforeNextAnswer(() -> {
            keepRefreshed(other, ADA, "new");
            cache.catchUp(ADA);
        });

        cache.catchUp(ADA);

        assertThat(at(cache, ADA)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void anAnswerThatComesLateDoesNotTakeThePlaceOfWhatCouldNotBeWrittenMeanwhile(StoreOptions layout) {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, layout);
        keep(cache, ADA, "a");
        TokenCache other = cache(layout);
        other.catchUp(ADA);
        other.keep(ADA, token("b", "t2"), Optional.empty(), Optional.empty(), USER_READ, true);
        late.beforeNextAnswer(() -> {
            store.failNextWrite(new IOException("disk full."));
            keepRefreshed(cache, ADA, "renewed");
        });

        cache.catchUp(ADA);

        assertThat(at(cache, ADA)).isEqualTo("renewed");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aDocumentThatCouldBeReadMeanwhileIsToldOfAgain(StoreOptions layout) throws Exception {
        TokenCache cache = cache(layout);
        keep(cache, ADA, "a");
        String name = store.partitions().iterator().next();
        byte[] good = store.content(name);
        byte[] garbage = "no document".getBytes(StandardCharsets.UTF_8);
        for (byte[] content : List.of(garbage, good, garbage)) {
            store.put(name, content);
            cache.catchUp(ADA);
        }

        assertThat(events).extracting(Event::name).containsExactly("cache.read", "cache.read");
    }

    @Test
    void anAnswerThatComesLateDoesNotBringBackAnApplicationsTokensThatWereRemovedMeanwhile() {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, StoreOptions.perPartition());
        first.keep(APP, token("own", "t1"), USER_READ);
        late.beforeNextAnswer(() -> cache.remove(APP));

        cache.catchUp(APP, "t1");

        assertThat(at(cache, "t1")).isNull();
    }

    @Test
    void anAnswerThatComesLateDoesNotBringBackWhatWasGotOnBehalfOfAPersonWhoSignedOutMeanwhile() {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, StoreOptions.perPartition());
        first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
        late.beforeNextAnswer(() -> cache.remove(ADA, "cid"));

        cache.catchUp(assertion("one"));

        assertThat(at(cache, assertion("one"))).isNull();
    }

    @Test
    void whoSignsOutWhileEveryoneIsListedIsNotListed() {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, StoreOptions.perPartition());
        keep(cache, ADA, "a");
        late.beforeNextAnswer(() -> cache.remove(ADA, "cid"));

        assertThat(cache.everybody()).isEmpty();
    }

    @Test
    void whoIsRenamedWhileEveryoneIsListedIsListedAsTheyAreCalledThenAlsoWhereThereIsNoRoom() {
        Account countess = new Account(ADA.homeAccountId(), CLOUD, "countess@contoso.example", Map.of());
        LateStore late = new LateStore(store);
        TokenCache small = TokenCache.backedBy(
                late, new GsonJsonCodec(), clock, events::add, new CacheBounds(1), StoreOptions.perPartition());
        keep(small, ADA, "a");
        keep(first, GRACE, "g");
        late.beforeNextAnswer(() -> keep(small, countess, "b"));

        assertThat(small.everybody())
                .extracting(Account::username)
                .containsExactlyInAnyOrder(countess.username(), GRACE.username());
    }

    @Test
    void whatAnotherProcessStoredAfterARemovalIsReadAlsoByWhoAskedBeforeIt() {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, StoreOptions.perPartition());
        first.keep(APP, token("own", "t1"), USER_READ);
        late.beforeNextAnswer(() -> {
            cache.remove(APP);
            second.keep(APP, token("anew", "t1"), USER_READ);
        });

        cache.catchUp(APP, "t1");

        assertThat(at(cache, "t1")).isEqualTo("anew");
    }

    /** The answer is about to be shown when the removal comes. */
    @Test
    void whatIsRemovedWhileItIsBeingShownDoesNotStay() {
        LateStore late = new LateStore(store);
        EventfulClock eventful = new EventfulClock(clock);
        TokenCache cache = TokenCache.backedBy(
                late, new GsonJsonCodec(), eventful, events::add, CacheBounds.STANDARD, StoreOptions.perPartition());
        first.keep(APP, token("own", "t1"), USER_READ);
        late.beforeNextAnswer(() -> eventful.atNextLook(() -> cache.remove(APP)));
        cache.catchUp(APP, "t1");
        assertThat(at(cache, "t1")).isNull();

        first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
        late.beforeNextAnswer(() -> eventful.atNextLook(() -> cache.remove(ADA, "cid")));
        cache.catchUp(assertion("one"));
        assertThat(at(cache, assertion("one"))).isNull();
        assertThat(cache.account(CLOUD, "ada.t1")).isEmpty();
    }

    /** The answer is shown when the person is gone and the documents on their behalf are looked at once more. */
    @Test
    void anAnswerThatIsShownDuringASignOutDoesNotBringBackThePerson() throws Exception {
        assertThat(knownAfterASignOutDuringWhichAnAnswerIsShown()).isEmpty();
    }

    /** Their document stays, with nothing in it that tells of them. */
    @Test
    void anAnswerThatIsShownDuringASignOutBringsBackNobodyWhereAnotherApplicationsRefreshTokenStays() throws Exception {
        first.keep(
                ADA,
                token("b", "t1"),
                Optional.empty(),
                Optional.of(new RefreshToken(Secret.of("rt-other"), "other", "", "", now())),
                USER_READ,
                true);

        assertThat(knownAfterASignOutDuringWhichAnAnswerIsShown()).isEmpty();
        assertThat(everythingStored()).contains("rt-other");
    }

    private Optional<Account> knownAfterASignOutDuringWhichAnAnswerIsShown() throws InterruptedException {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, StoreOptions.perPartition());
        first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        Thread reader = new Thread(() -> cache.catchUp(assertion("one")));
        late.beforeNextAnswer(() -> {
            answered.countDown();
            await(gone);
        });
        reader.start();
        await(answered);
        // of the person and the assertion, of the person's change, and of the assertion again
        late.beforeAnswer(4, () -> {
            gone.countDown();
            join(reader);
            assertThat(cache.account(CLOUD, "ada.t1"))
                    .as("as the store answered")
                    .isPresent();
        });

        cache.remove(ADA, "cid");

        assertThat(reader.isAlive()).isFalse();
        assertThat(at(cache, assertion("one"))).isNull();
        return cache.account(CLOUD, "ada.t1");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("nobody interrupts a test", interrupted);
        }
    }

    /** It is asked for while the other is being written, answered before and shown after. */
    @Test
    void anAnswerThatComesLateDoesNotUndoWhatWasWrittenMeanwhile() throws Exception {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, StoreOptions.perPartition());
        keep(first, ADA, "old");
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        late.beforeNextAnswer(() -> {
            answered.countDown();
            await(written);
        });
        Thread reader = new Thread(() -> cache.catchUp(ADA));
        store.overtakeNextUpdate(present -> {
            reader.start();
            await(answered);
            return present.orElseThrow();
        });

        keepRefreshed(cache, ADA, "new");
        written.countDown();
        reader.join();

        assertThat(at(cache, ADA)).isEqualTo("new");
    }

    @Test
    void anAnswerThatComesLateAndTellsOfSomethingNewerThanWhatWasWrittenIsAskedForAgain() throws Exception {
        keep(first, ADA, "old");

        assertThat(atHandAfterAWriteThatIsOvertakenBy(() -> keepRefreshed(second, ADA, "newest")))
                .isEqualTo("newest");
    }

    @Test
    void anAnswerThatComesLateAndTellsOfARemovalThatCameAfterWhatWasWrittenIsAskedForAgain() throws Exception {
        keep(first, ADA, "old");

        assertThat(atHandAfterAWriteThatIsOvertakenBy(() -> second.remove(ADA, "cid")))
                .isNull();
    }

    /** The answer is asked for while what was written is on its way back from the store, and shown after that. */
    private @Nullable String atHandAfterAWriteThatIsOvertakenBy(Runnable elsewhere) throws InterruptedException {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, StoreOptions.perPartition());
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        Thread reader = new Thread(() -> cache.catchUp(ADA));
        late.beforeNextAnswer(() -> {
            elsewhere.run();
            late.beforeNextAnswer(() -> {
                answered.countDown();
                await(written);
            });
            reader.start();
            await(answered);
        });

        keepRefreshed(cache, ADA, "new");
        written.countDown();
        reader.join();

        return at(cache, ADA);
    }

    @Test
    void anAnswerThatIsOvertakenAgainAndAgainIsLeftToWhoeverAsksNext() {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, StoreOptions.perPartition());
        keep(cache, ADA, "old");
        late.beforeEachAnswer(() -> keepRefreshed(cache, ADA, "new"));

        cache.catchUp(ADA);

        assertThat(store.reads()).isBetween(2, 5);
        late.beforeNextAnswer(() -> {});
        keepRefreshed(second, ADA, "newest");
        assertThat(at(cache, ADA)).isEqualTo("newest");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("nobody interrupts a test", interrupted);
        }
    }

    /** What is got on Ada's behalf has been noted with her, and is about to be shown, when a renewal of hers is not saved. */
    @Test
    void whatCouldNotBeWrittenIsNotUndoneByAnotherChangeOfTheSamePerson() {
        LateStore late = new LateStore(store);
        EventfulClock eventful = new EventfulClock(clock);
        TokenCache cache = TokenCache.backedBy(
                late, new GsonJsonCodec(), eventful, events::add, CacheBounds.STANDARD, StoreOptions.perPartition());
        keep(cache, ADA, "a");
        IOException full = new IOException("disk full.");
        late.beforeNextAnswer(() -> eventful.atNextLook(() -> {
            store.failNextWrite(full).failNextWrite(full);
            keepRefreshed(cache, ADA, "renewed");
        }));

        cache.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);

        assertThat(at(cache, ADA)).isEqualTo("renewed");
    }

    @Test
    void aWholeDocumentThatIsGoneIsAnEmptyOne() throws Exception {
        TokenCache whole = cache(StoreOptions.wholeDocument());
        keep(whole, ADA, "a");
        store.delete(TokenCache.WHOLE_CACHE);

        whole.catchUp(ADA);

        assertThat(at(whole, ADA)).isNull();
        assertThat(whole.accounts(CLOUD)).isEmpty();
    }

    /** The second sign-out is a change that equals the first one, which is still being written. */
    @Test
    void aSignOutIsNotTakenForOneThatWasMadeBefore() throws Exception {
        TokenCache whole = cache(StoreOptions.wholeDocument());
        keep(whole, ADA, "a");
        Thread signIn = new Thread(() -> keep(whole, ADA, "b"));
        Thread signOut = new Thread(() -> whole.change(new AccountRemoved(ADA, "cid")));
        store.overtakeNextUpdate(present -> {
            startAndWait(signIn);
            startAndWait(signOut);
            return store.content(TokenCache.WHOLE_CACHE);
        });

        whole.remove(ADA, "cid");
        signIn.join();
        signOut.join();

        assertThat(at(whole, ADA)).isNull();
        assertThat(everythingStored()).doesNotContain("rt-b");
    }

    @Test
    void changesThatMerelyWaitForTheirTurnAreAllStoredHoweverManyThereAre() throws Exception {
        List<Thread> waiting = new ArrayList<>();
        for (int i = 1; i < 150; i++) {
            AccessToken token = token("own", "t1").ofKind(TokenKind.of("Bearer", "", "agent-" + i));
            waiting.add(new Thread(() -> first.keep(APP, token, USER_READ)));
        }
        store.overtakeNextUpdate(present -> {
            waiting.forEach(PartitionDocumentsTest::startAndWait);
            return "{}".getBytes(StandardCharsets.UTF_8);
        });

        first.keep(APP, token("own", "t1"), USER_READ);
        for (Thread thread : waiting) {
            thread.join();
        }

        assertThat(everythingStored().split("\"secret\"", -1)).hasSize(150 + 1);
    }

    private static void startAndWait(Thread thread) {
        thread.start();
        while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void whatWasWrittenIsAtHandAlsoWhenTheAnswerComesLate(StoreOptions layout) {
        LateStore late = new LateStore(store);
        TokenCache cache = backedBy(late, layout);
        TokenCache other = cache(layout);
        late.beforeNextAnswer(() -> {
            other.keep(ADA, token("b", "t2"), Optional.empty(), Optional.empty(), USER_READ, true);
            cache.catchUp(ADA);
        });

        keep(cache, ADA, "a");

        assertThat(at(cache, ADA)).isEqualTo("a");
        assertThat(secret(cache.find(
                        ADA, "cid", "t2", USER_READ, TokenKind.BEARER, now(), MinimumLifetime.of(Duration.ZERO))))
                .isEqualTo("b");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void tokensThatAreOverDoNotFillTheStoreWhereEachProcessHasAKeyOfItsOwn(StoreOptions layout) throws Exception {
        TokenCache cache = cache(layout);
        for (int process = 0; process < 50; process++) {
            clock.advance(Duration.ofHours(3));
            AccessToken bound = token("bound", "t1")
                    .presentedAs("pop", Secret.of("bound"))
                    .ofKind(TokenKind.of("pop", "key-" + process, ""));
            AccessToken ofAnAgent = token("agents", "t1").ofKind(TokenKind.of("Bearer", "", "agent-" + process));
            cache.keep(ADA, bound, Optional.empty(), Optional.empty(), USER_READ, true);
            cache.keep(APP, ofAnAgent, USER_READ);
        }

        assertThat(everythingStored().split("\"secret\"", -1)).hasSize(2 + 1);
    }

    /** What was got on behalf of a person lies in documents that only the person's own names. */
    @Nested
    class WhatIsOverOfOtherAssertions {

        private void keepFor(TokenCache cache, String assertion, String secret) {
            cache.keep(assertion(assertion), ADA, token(secret, "t1"), Optional.empty(), USER_READ);
        }

        private void begin(String session, Optional<RefreshToken> refreshToken) {
            first.keep(
                    assertion(session),
                    ADA,
                    token("of-" + session, "t1"),
                    Optional.empty(),
                    refreshToken,
                    USER_READ,
                    Optional.empty());
        }

        private String nameOf(String assertion) {
            return new PartitionKey.OfAssertion(assertion(assertion)).name();
        }

        private List<String> notes() {
            return Stream.of(new String(store.content(new PartitionKey.OfPerson(ADA).name()), StandardCharsets.UTF_8)
                            .split("\""))
                    .filter(text -> text.startsWith("msal_obo_"))
                    .toList();
        }

        @Test
        void doesNotFillTheStore() throws Exception {
            for (int hour = 0; hour < 48; hour++) {
                keepFor(first, "assertion-" + hour, "obo-" + hour);
                clock.advance(Duration.ofHours(1).plusSeconds(1));
            }

            assertThat(store.partitions())
                    .containsExactlyInAnyOrder(new PartitionKey.OfPerson(ADA).name(), nameOf("assertion-47"));
            assertThat(notes()).containsExactly(nameOf("assertion-47"));

            first.remove(ADA, "cid");

            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void goesAFewAtATimeAndIsRemovedWithThePersonUntilThen() throws Exception {
            for (int i = 0; i < 10; i++) {
                keepFor(first, "assertion-" + i, "obo-" + i);
            }
            clock.advance(Duration.ofHours(2));

            keepFor(first, "new", "new");
            assertThat(store.partitions()).hasSize(1 + 10 - 3 + 1);
            assertThat(notes()).hasSize(10 - 3 + 1);
            keepFor(first, "newer", "newer");
            assertThat(store.partitions()).hasSize(1 + 10 - 6 + 2);

            first.remove(ADA, "cid");

            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void staysWhereAnotherProcessHasRenewedItMeanwhile() throws Exception {
            keepFor(first, "one", "obo-1");
            clock.advance(Duration.ofHours(2));
            TokenCache slow = TokenCache.backedBy(
                    new BetweenStore(store, 1, () -> keepFor(second, "one", "obo-2")),
                    new GsonJsonCodec(),
                    clock,
                    events::add,
                    CacheBounds.STANDARD,
                    StoreOptions.perPartition());

            keepFor(slow, "another", "obo-3");

            assertThat(everythingStored()).contains("obo-2", "obo-3");
            assertThat(notes()).containsExactlyInAnyOrder(nameOf("one"), nameOf("another"));
        }

        @Test
        void isNoFailureOfTheCallAndHoldsUpNobodyWhereItIsBeyondReading() throws Exception {
            keepFor(first, "broken", "obo");
            keepFor(first, "next", "obo");
            store.put(nameOf("broken"), "no document".getBytes(StandardCharsets.UTF_8));
            clock.advance(Duration.ofHours(2));
            TokenCache strict = cache(StoreOptions.perPartition().failingWithStore());

            keepFor(strict, "new", "new");
            keepFor(strict, "newer", "newer");

            assertThat(store.partitions()).contains(nameOf("broken")).doesNotContain(nameOf("next"));
            assertThat(notes())
                    .as("so that it goes with the person")
                    .containsExactlyInAnyOrder(nameOf("broken"), nameOf("new"), nameOf("newer"));
            assertThat(events).isEmpty();
        }

        @Test
        void isLookedAtAgainADayAfterItCouldNotBeDeleted() throws Exception {
            keepFor(first, "one", "obo-1");
            clock.advance(Duration.ofHours(2));
            store.failNextRead(new IOException("connection refused."));

            keepFor(first, "two", "obo-2");
            assertThat(store.partitions()).contains(nameOf("one"));
            clock.advance(Duration.ofDays(1));
            keepFor(first, "three", "obo-3");

            assertThat(notes()).containsExactly(nameOf("three"));
            assertThat(store.partitions()).hasSize(2);
        }

        @Test
        void isASessionThatCannotBeRefreshedAndNoneThatCan() throws Exception {
            begin("short", Optional.empty());
            begin("long", Optional.of(new RefreshToken(Secret.of("rt"), "cid", "", "", now())));
            clock.advance(Duration.ofHours(2));

            keepFor(first, "one", "obo");

            assertThat(everythingStored()).contains("of-long", "\"rt\"").doesNotContain("of-short");
            assertThat(notes()).containsExactlyInAnyOrder(nameOf("long"), nameOf("one"));
        }
    }

    /** What the store is told, which may forget it then. */
    @Nested
    class HowLongItIsNeeded {

        private final String applications = new PartitionKey.OfApplication(APP, "t1").name();

        private AccessToken tokenOf(Duration lifetime, String scope) {
            return new AccessToken(
                    Secret.of("of-" + lifetime),
                    "Bearer",
                    Scopes.requested(scope),
                    "cid",
                    "t1",
                    "t1",
                    now(),
                    now() + lifetime.getSeconds(),
                    now() + lifetime.getSeconds(),
                    AccessToken.NEVER);
        }

        private Optional<Duration> ofAssertion(String text) {
            return store.neededFor(new PartitionKey.OfAssertion(assertion(text)).name());
        }

        @Test
        void anApplicationsOwnTokensAreUntilTheLastOfThemIsOver() {
            first.keep(APP, tokenOf(Duration.ofHours(1), "long"), Scopes.requested("long"));
            assertThat(store.neededFor(applications)).contains(Duration.ofHours(1));

            clock.advance(Duration.ofMinutes(10));
            second.keep(APP, tokenOf(Duration.ofMinutes(1), "short"), Scopes.requested("short"));

            assertThat(store.neededFor(applications)).contains(Duration.ofMinutes(50));
        }

        @Test
        void whoSignedInIsForGoodWithARefreshTokenAndWithout() {
            keep(first, ADA, "a");
            keepRefreshed(first, ADA, "b");
            first.keep(GRACE, token("g", "t1"), Optional.empty(), Optional.empty(), USER_READ, true);

            assertThat(store.neededFor(new PartitionKey.OfPerson(ADA).name())).isEmpty();
            assertThat(store.neededFor(new PartitionKey.OfPerson(GRACE).name())).isEmpty();
        }

        @Test
        void whatWasGotWithAnAssertionIsUntilItIsOverWhosesoeverItIs() {
            first.keep(assertion("adas"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
            first.keep(assertion("nobodys"), token("obo", "t1"), USER_READ);

            assertThat(ofAssertion("adas")).contains(Duration.ofHours(1));
            assertThat(ofAssertion("nobodys")).contains(Duration.ofHours(1));
        }

        @Test
        void aSessionIsUntilItsTokenIsOverUnlessItCanBeRefreshed() {
            for (boolean canBeRefreshed : new boolean[] {true, false}) {
                first.keep(
                        assertion("refreshed-" + canBeRefreshed),
                        ADA,
                        token("of-session", "t1"),
                        Optional.empty(),
                        canBeRefreshed
                                ? Optional.of(new RefreshToken(Secret.of("rt"), "cid", "", "", now()))
                                : Optional.empty(),
                        USER_READ,
                        Optional.empty());
            }

            assertThat(ofAssertion("refreshed-true")).isEmpty();
            assertThat(ofAssertion("refreshed-false")).contains(Duration.ofHours(1));
        }

        @Test
        void aWholeDocumentIsUntilTheApplicationsTokensInItAreOverAndForGoodWithAPerson() {
            TokenCache whole = cache(StoreOptions.wholeDocument());
            whole.keep(APP, token("own", "t1"), USER_READ);
            assertThat(store.neededFor(TokenCache.WHOLE_CACHE)).contains(Duration.ofHours(1));

            keep(whole, ADA, "a");

            assertThat(store.neededFor(TokenCache.WHOLE_CACHE)).isEmpty();
        }

        @Test
        void whatIsNotUnderstoodIsForGood() {
            store.put(applications, "{\"OfTheFuture\":{\"k\":{}}}".getBytes(StandardCharsets.UTF_8));

            first.keep(APP, token("own", "t1"), USER_READ);

            assertThat(store.neededFor(applications)).isEmpty();
        }

        @Test
        void whatIsOverAlreadyIsNotNeededAtAll() {
            first.keep(APP, tokenOf(Duration.ofSeconds(-5), "User.Read"), USER_READ);

            assertThat(store.neededFor(applications)).contains(Duration.ZERO);
        }
    }

    @Nested
    class WhatIsRemoved {

        @Test
        void leavesNoDocumentBehind() throws Exception {
            keep(first, ADA, "a");
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
            first.keep(APP, token("own", "t1"), USER_READ);

            first.remove(ADA, "cid");
            first.remove(APP);

            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void isNotCreatedAgainByARenewalThatWasUnderWay() throws Exception {
            keep(first, ADA, "a");
            second.catchUp(ADA);
            first.remove(ADA, "cid");

            keepRefreshed(second, ADA, "late");

            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void goesAlsoWhereNobodyCanReadIt() throws Exception {
            keep(first, ADA, "a");
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
            byte[] garbage = "no document".getBytes(StandardCharsets.UTF_8);
            store.put(new PartitionKey.OfAssertion(assertion("one")).name(), garbage);

            first.remove(ADA, "cid");
            assertThat(store.partitions()).isEmpty();

            keep(first, GRACE, "g");
            store.put(new PartitionKey.OfPerson(GRACE).name(), garbage);
            cache(StoreOptions.perPartition().failingWithStore()).remove(GRACE, "cid");
            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void anApplicationsOwnTokensThatTheStoreHasNotGotYetGoToo() throws Exception {
            store.failNextWrite(new IOException("connection refused."));
            first.keep(APP, token("own-1", "t1"), USER_READ);

            first.remove(APP);
            keep(first, GRACE, "g");

            assertThat(everythingStored()).contains("grace").doesNotContain("own-1");
            assertThat(at(first, "t1")).isNull();
        }

        @Test
        void leavesWhatAnotherApplicationHas() throws Exception {
            keep(first, ADA, "a");
            first.keep(
                    ADA,
                    token("b", "t1"),
                    Optional.empty(),
                    Optional.of(new RefreshToken(Secret.of("rt-other"), "other", "", "", now())),
                    USER_READ,
                    true);

            first.remove(ADA, "cid");

            assertThat(everythingStored()).contains("rt-other").doesNotContain("rt-a");
        }

        @Test
        void leavesWhatThisLibraryDoesNotUnderstand() throws Exception {
            String name = new PartitionKey.OfPerson(ADA).name();
            store.put(name, "{\"Theirs\":{\"a\":{}}}".getBytes(StandardCharsets.UTF_8));
            keep(first, ADA, "a");

            first.remove(ADA, "cid");

            assertThat(everythingStored()).contains("Theirs").doesNotContain("rt-a");
        }

        @Test
        void doesNotTakeAlongWhatAnotherProcessHasJustWritten() {
            keep(first, ADA, "a");
            TokenCache slow = TokenCache.backedBy(
                    new BetweenStore(store, 1, () -> keep(second, ADA, "b")),
                    new GsonJsonCodec(),
                    clock,
                    events::add,
                    CacheBounds.STANDARD,
                    StoreOptions.perPartition());

            slow.remove(ADA, "cid");

            TokenCache third = cache(StoreOptions.perPartition());
            third.catchUp(ADA);
            assertThat(at(third, ADA)).isEqualTo("b");
            assertThat(at(slow, ADA)).isEqualTo("b");
        }

        @Test
        void doesNotTakeAlongWhatIsGotOnBehalfOfThePersonWhoCameBack() {
            keep(first, ADA, "a");
            first.keep(assertion("one"), ADA, token("obo-1", "t1"), Optional.empty(), USER_READ);
            TokenCache slow = TokenCache.backedBy(
                    new BetweenStore(
                            store,
                            2,
                            () -> second.keep(
                                    assertion("one"), ADA, token("obo-2", "t1"), Optional.empty(), USER_READ)),
                    new GsonJsonCodec(),
                    clock,
                    events::add,
                    CacheBounds.STANDARD,
                    StoreOptions.perPartition());

            slow.remove(ADA, "cid");

            TokenCache third = cache(StoreOptions.perPartition());
            third.catchUp(assertion("one"));
            assertThat(at(third, assertion("one"))).isEqualTo("obo-2");
            first.remove(ADA, "cid");
            assertThat(store.toString()).startsWith("fake store, 0 partitions");
        }

        @Test
        void aSessionThatWasEndedIsNoLongerNotedByItsPerson() throws Exception {
            first.keep(
                    assertion("session"),
                    ADA,
                    token("obo", "t1"),
                    Optional.empty(),
                    Optional.of(new RefreshToken(Secret.of("rt"), "cid", "", "", now())),
                    USER_READ,
                    Optional.empty());
            assertThat(everythingStored()).contains("openmsal_assertion_partitions", "msal_obo_");

            assertThat(first.remove(assertion("session"))).isTrue();

            assertThat(store.partitions()).hasSize(1);
            assertThat(everythingStored()).contains("ada.t1").doesNotContain("msal_obo_");
            assertThat(at(first, assertion("session"))).isNull();
        }

        @Test
        void isTriedAgainWhenOthersKeepWritingToIt() throws Exception {
            first.keep(APP, token("own", "t1"), USER_READ);
            TokenCache slow = TokenCache.backedBy(
                    new BetweenStore(store, 1, () -> second.keep(APP, token("own-2", "t1"), USER_READ)),
                    new GsonJsonCodec(),
                    clock,
                    events::add,
                    CacheBounds.STANDARD,
                    StoreOptions.perPartition());

            slow.remove(APP);

            assertThat(store.partitions()).isEmpty();
        }
    }

    @Nested
    class WhenTheStoreFails {

        private final IOException down = new IOException("connection refused.");

        @Test
        void hitsAreServedWithOneWarningAndACountAndTheStoreIsLeftAlone() {
            keep(first, ADA, "a");
            keep(first, GRACE, "g");
            clock.advance(BOUND);
            store.failNextRead(down).failNextRead(down);
            int before = store.reads();

            assertThat(at(first, ADA)).isEqualTo("a");
            assertThat(at(first, GRACE)).isEqualTo("g");
            assertThat(store.reads() - before).isEqualTo(1);
            clock.advance(BOUND);
            assertThat(at(first, ADA)).isEqualTo("a");

            assertThat(events).extracting(Event::name).containsExactly("cache.read");
            assertThat(first.statistics().storeFailures()).isEqualTo(2);
        }

        @Test
        void whatStaysInTheProcessDoesNotSayThatTheStoreIsBack() {
            store.failNextWrite(down).failNextWrite(down).failNextWrite(down);

            keep(first, ADA, "a");
            first.refuseFamily(APP);
            keep(first, GRACE, "g");

            assertThat(events).extracting(Event::name).containsExactly("cache.write");
            assertThat(first.statistics().storeFailures()).isEqualTo(2);
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.cache.PartitionDocumentsTest#layouts")
        void whoWaitedForAWriteThatFailedDoesNotWaitForOneOfTheirOwn(StoreOptions layout) throws Exception {
            DownStore outage = new DownStore(store);
            TokenCache cache = backedBy(outage, layout);
            List<Account> people = peopleWhoWaitForEachOther();

            keepAllBehindTheFirst(people, cache, outage);

            assertThat(outage.failures()).isEqualTo(1);
            assertThat(cache.statistics().storeFailures()).isEqualTo(1);
            assertThat(events).extracting(Event::name).containsExactly("cache.write");
            assertThat(people).allSatisfy(person -> {
                assertThat(at(cache, person)).isNotNull();
                assertThat(cache.refreshTokens(person, "cid")).hasSize(1);
            });
            keep(cache, GRACE, "g");
            assertThat(outage.failures()).as("of who waited for nobody").isEqualTo(2);
            outage.comeBack();
            keep(cache, GRACE, "g");
            cache.catchUp();
            assertThat(everythingStored().split("\"rt-", -1)).hasSize(people.size() + 1 + 1);
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.cache.PartitionDocumentsTest#layouts")
        void whoWaitedForAWriteThatFailedFailsWithItWhereAFailingStoreIsAFailure(StoreOptions layout) throws Exception {
            DownStore outage = new DownStore(store);
            TokenCache strict = backedBy(outage, layout.failingWithStore());

            List<RuntimeException> failures = keepAllBehindTheFirst(peopleWhoWaitForEachOther(), strict, outage);

            assertThat(outage.failures()).isEqualTo(1);
            assertThat(failures)
                    .hasSize(10)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(MsalStoreException.class)
                            .hasMessageContaining("IOException, timed out.")
                            .hasCauseExactlyInstanceOf(IOException.class));
        }

        @Test
        void whoWaitedForADocumentBeyondReadingOfSomebodyElseIsSaved() throws Exception {
            List<Account> people = peopleWhoWaitForEachOther();
            Thread next = new Thread(() -> keep(first, people.get(1), "next"));
            store.overtakeNextUpdate(present -> {
                startAndWait(next);
                return "no document".getBytes(StandardCharsets.UTF_8);
            });

            keep(first, people.get(0), "unreadable");
            next.join();

            assertThat(everythingStored()).contains("rt-next").doesNotContain("rt-unreadable");
        }

        private List<RuntimeException> keepAllBehindTheFirst(List<Account> people, TokenCache cache, DownStore outage)
                throws InterruptedException {
            List<RuntimeException> failures = new CopyOnWriteArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (Account person : people) {
                Thread thread = new Thread(() -> {
                    try {
                        keep(cache, person, person.homeAccountId());
                    } catch (MsalStoreException failure) {
                        failures.add(failure);
                    }
                });
                startAndWait(thread);
                threads.add(thread);
            }
            outage.reachTimeLimit();
            for (Thread thread : threads) {
                thread.join();
            }
            return failures;
        }

        /** Ten whose documents are written one after the other also where each has one of their own. */
        private List<Account> peopleWhoWaitForEachOther() {
            Unsaved any = new Unsaved();
            Object turn = any.turnOf(new PartitionKey.OfPerson(person("0.t1")));
            return IntStream.iterate(0, number -> number + 1)
                    .mapToObj(number -> person(number + ".t1"))
                    .filter(person -> any.turnOf(new PartitionKey.OfPerson(person)) == turn)
                    .limit(10)
                    .toList();
        }

        @Test
        void theNextOutageIsToldAgain() {
            keep(first, ADA, "a");
            for (int outage = 0; outage < 2; outage++) {
                store.failNextRead(down);
                first.catchUp(ADA);
                first.catchUp(ADA);
            }

            assertThat(events).extracting(Event::name).containsExactly("cache.read", "cache.read");
        }

        @Test
        void aStoreThatHangsHoldsUpNobodyButWhoAskedIt() throws Exception {
            keep(first, ADA, "a");
            clock.advance(BOUND);
            CountDownLatch gate = new CountDownLatch(1);
            store.hangUntil(gate);
            Thread asking = new Thread(() -> at(first, ADA));
            asking.start();
            while (store.reads() == 0) {
                Thread.onSpinWait();
            }

            assertThat(at(first, ADA)).isEqualTo("a");
            assertThat(asking.isAlive()).isTrue();

            gate.countDown();
            asking.join();
        }

        @Test
        void whatCouldNotBeWrittenIsKeptAndWrittenWithTheNextChangeOfAnybody() throws Exception {
            store.failNextWrite(down);
            keep(first, ADA, "a");
            assertThat(at(first, ADA)).isEqualTo("a");
            assertThat(everythingStored()).isEmpty();

            keep(first, GRACE, "g");

            second.catchUp(ADA);
            assertThat(at(second, ADA)).isEqualTo("a");
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.cache.PartitionDocumentsTest#askingLayouts")
        void whatCouldNotBeWrittenAtFirstIsWrittenByTheNextHitThatAsks(StoreOptions layout) throws Exception {
            TokenCache cache = cache(layout);
            store.failNextWrite(down);
            keep(cache, ADA, "a");
            clock.advance(BOUND);

            assertThat(at(cache, ADA)).isEqualTo("a");

            assertThat(everythingStored()).contains("\"a\"");
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.cache.PartitionDocumentsTest#askingLayouts")
        void whoIsRemovedElsewhereIsGoneAlsoWhereTheFirstWriteFailed(StoreOptions layout) throws Exception {
            TokenCache here = cache(layout);
            TokenCache there = cache(layout);
            store.failNextWrite(down);
            keep(here, ADA, "a");
            clock.advance(BOUND);
            at(here, ADA);
            there.catchUp(ADA);
            there.remove(ADA, "cid");
            clock.advance(BOUND);

            assertThat(at(here, ADA)).isNull();
        }

        @Test
        void aHitOnAWholeDocumentThatIsBelievedForGoodNeverAsks() throws Exception {
            TokenCache cache = cache(StoreOptions.wholeDocument());
            store.failNextWrite(down).failNextWrite(down);
            keep(cache, ADA, "a");
            cache.catchUp(ADA);
            clock.advance(BOUND);

            assertThat(at(cache, ADA)).isEqualTo("a");

            assertThat(everythingStored()).isEmpty();
        }

        @Test
        void whatWasGotOnBehalfOfAPersonDoesNotComeBackWhileTheirRemovalCouldNotBeWritten() throws Exception {
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
            store.failNextWrite(down);
            first.remove(ADA, "cid");

            first.catchUp(assertion("one"));
            assertThat(at(first, assertion("one"))).isNull();

            keep(first, GRACE, "g");
            assertThat(everythingStored()).doesNotContain("obo", "ada.t1");
            keep(second, ADA, "back");
            second.keep(assertion("one"), ADA, token("anew", "t1"), Optional.empty(), USER_READ);
            first.catchUp(assertion("one"));
            assertThat(at(first, assertion("one"))).isEqualTo("anew");
        }

        @Test
        void anApplicationsTokensDoNotComeBackWhileTheirRemovalCouldNotBeWritten() throws Exception {
            first.keep(APP, token("own", "t1"), USER_READ);
            store.failNextWrite(down);
            first.remove(APP);

            first.catchUp(APP, "t1");
            assertThat(at(first, "t1")).isNull();

            keep(first, GRACE, "g");
            assertThat(everythingStored()).doesNotContain("own");
            second.keep(APP, token("anew", "t1"), USER_READ);
            first.catchUp(APP, "t1");
            assertThat(at(first, "t1")).isEqualTo("anew");
        }

        /** Goes on with the update when the other thread has come to its end, or waits for this one. */
        private void startDuringTheNextUpdate(Thread other) {
            store.overtakeNextUpdate(present -> {
                other.start();
                while (other.isAlive() && other.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                return "{}".getBytes(StandardCharsets.UTF_8);
            });
        }

        @Test
        void aSignOutIsNotOvertakenByASignInThatWaitedForTheStore() throws Exception {
            store.failNextWrite(down);
            keep(first, ADA, "a");
            Thread signOut = new Thread(() -> first.remove(ADA, "cid"));
            startDuringTheNextUpdate(signOut);

            first.catchUp(ADA);
            signOut.join();

            assertThat(everythingStored()).isEmpty();
            assertThat(first.accounts(CLOUD)).isEmpty();
        }

        @Test
        void whatWasGotOnTheirBehalfMeanwhileDoesNotBringBackWhoSignedOut() throws Exception {
            store.failNextWrite(down);
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);

            first.remove(ADA, "cid");
            keep(first, GRACE, "g");
            first.catchUp(assertion("one"));

            assertThat(at(first, assertion("one"))).isNull();
            assertThat(everythingStored()).contains("grace").doesNotContain("ada.t1", "obo");
        }

        @Test
        void whoSignsOutWhileSomethingOnTheirBehalfIsBeingSavedStaysSignedOut() throws Exception {
            store.failNextWrite(down);
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
            Thread signOut = new Thread(() -> first.remove(ADA, "cid"));
            startDuringTheNextUpdate(signOut);

            first.catchUp(assertion("one"));
            signOut.join();

            assertThat(everythingStored()).isEmpty();
            assertThat(first.accounts(CLOUD)).isEmpty();
            assertThat(at(first, assertion("one"))).isNull();
        }

        @Test
        void whatIsNotWrittenYetIsNotForgottenWhenTheStoreHasNothing() {
            store.failNextWrite(down);
            keep(first, ADA, "a");
            clock.advance(BOUND);

            assertThat(at(first, ADA)).isEqualTo("a");

            first.catchUp(ADA);
            second.catchUp(ADA);
            assertThat(at(second, ADA)).isEqualTo("a");
        }

        @Test
        void whatSomebodyIsSavingAgainIsNotReplacedByWhatIsStillStored() {
            keep(second, ADA, "old");
            first.catchUp(ADA);
            store.failNextWrite(down);
            keepRefreshed(first, ADA, "new");
            store.overtakeNextUpdate(present -> {
                first.catchUp(ADA);
                assertThat(at(first, ADA)).isEqualTo("new");
                return present.orElseThrow();
            });

            first.catchUp(ADA);

            second.catchUp(ADA);
            assertThat(at(second, ADA)).isEqualTo("new");
        }

        @Test
        void severalChangesOfOnePersonAreNotShownOneAfterTheOtherWhileTheyAreSavedLate() {
            LateStore late = new LateStore(store);
            TokenCache slow = TokenCache.backedBy(
                    late, new GsonJsonCodec(), clock, events::add, CacheBounds.STANDARD, StoreOptions.perPartition());
            keep(slow, ADA, "old");
            for (String secret : List.of("new", "newer")) {
                store.failNextWrite(down);
                keepRefreshed(slow, ADA, secret);
            }
            List<@Nullable String> shown = new ArrayList<>();
            late.beforeNextAnswer(() -> late.beforeNextAnswer(() -> shown.add(at(slow, ADA))));

            slow.catchUp(ADA);

            shown.add(at(slow, ADA));
            assertThat(shown).containsExactly("newer", "newer");
        }

        @Test
        void aRefreshTokenThatIsSavedLateDoesNotTakeThePlaceOfOneThatCameAfterIt() throws Exception {
            keep(second, ADA, "1");
            first.catchUp(ADA);
            store.failNextWrite(down);
            renew(first, "1", "2");
            renew(second, "1", "3");

            first.catchUp(ADA);

            assertThat(everythingStored()).contains("rt-3").doesNotContain("rt-2", "rt-1");
        }

        @Test
        void aRefreshTokenThatIsSavedLateTakesThePlaceOfTheOneItWasGotWith() throws Exception {
            keep(second, ADA, "1");
            first.catchUp(ADA);
            store.failNextWrite(down);
            renew(first, "1", "2");
            assertThat(first.refreshTokens(ADA, "cid"))
                    .extracting(token -> token.secret().reveal())
                    .containsExactly("rt-2");

            first.catchUp(ADA);
            first.catchUp(ADA);

            assertThat(everythingStored()).contains("rt-2").doesNotContain("rt-1");
        }

        @Test
        void theSameHoldsInASessionOnBehalfOfAPerson() throws Exception {
            session(first, Optional.empty(), "1");
            second.catchUp(assertion("session"));
            store.failNextWrite(down);
            session(first, Optional.of("1"), "2");
            session(second, Optional.of("1"), "3");

            first.catchUp(assertion("session"));

            assertThat(everythingStored()).contains("rt-3").doesNotContain("rt-2", "rt-1");
            assertThat(first.refreshToken(assertion("session"))
                            .orElseThrow()
                            .secret()
                            .reveal())
                    .isEqualTo("rt-3");
        }

        @Test
        void aSessionThatIsSavedLateGoesOnWithItsOwn() throws Exception {
            session(first, Optional.empty(), "1");
            store.failNextWrite(down);
            session(first, Optional.of("1"), "2");
            assertThat(first.refreshToken(assertion("session"))
                            .orElseThrow()
                            .secret()
                            .reveal())
                    .isEqualTo("rt-2");

            first.catchUp(assertion("session"));
            first.catchUp(assertion("session"));

            assertThat(everythingStored()).contains("rt-2").doesNotContain("rt-1");
        }

        @Test
        void oneFromElsewhereIsStoredBesideTheOneOfASignIn() throws Exception {
            keep(first, ADA, "new");
            second.keep(GRACE, token("a", "t1"), Optional.empty(), Optional.empty(), USER_READ, true);

            second.keepBeside(ADA, refreshToken("old"), USER_READ);
            second.keepBeside(ADA, refreshToken("old"), USER_READ);
            second.keepBeside(GRACE, refreshToken("good"), USER_READ);

            assertThat(everythingStored()).contains("rt-new", "rt-good").containsOnlyOnce("rt-old");
        }

        private void session(TokenCache cache, Optional<String> before, String after) {
            cache.keep(
                    assertion("session"),
                    ADA,
                    token("obo-" + after, "t1"),
                    Optional.empty(),
                    Optional.of(refreshToken(after)),
                    USER_READ,
                    before.map(this::refreshToken));
        }

        private RefreshToken refreshToken(String name) {
            return new RefreshToken(Secret.of("rt-" + name), "cid", "", "", now());
        }

        private void renew(TokenCache cache, String before, String after) {
            cache.keepRenewed(
                    ADA,
                    refreshToken(before),
                    token(after, "t1"),
                    Optional.empty(),
                    Optional.of(refreshToken(after)),
                    USER_READ);
        }

        @Test
        void whoSignedOutDoesNotComeBackWithTheListOfPeople() {
            keep(first, ADA, "a");
            store.failNextWrite(down).failNextWrite(down);
            first.remove(ADA, "cid");

            assertThat(first.everybody()).isEmpty();
            assertThat(at(first, ADA)).isNull();
            assertThat(first.refreshTokens(ADA, "cid")).isEmpty();
        }

        @Test
        void whatWasRenewedIsNotUndoneByTheListOfPeople() {
            keep(first, ADA, "1");
            store.failNextWrite(down).failNextWrite(down);
            renew(first, "1", "2");

            assertThat(first.everybody()).containsExactly(ADA);
            assertThat(at(first, ADA)).isEqualTo("2");
            assertThat(first.refreshTokens(ADA, "cid"))
                    .extracting(token -> token.secret().reveal())
                    .containsExactly("rt-2");
        }

        @Test
        void whatWasRenewedIsNotUndoneBySomethingOnThePersonsBehalf() {
            keep(first, ADA, "1");
            store.failNextWrite(down).failNextWrite(down);
            renew(first, "1", "2");
            first.everybody();

            // the store is back, and what waits is not tried again at once
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);

            assertThat(at(first, ADA)).isEqualTo("2");
        }

        @Test
        void aThreadThatIsInterruptedSaysNothingOfTheStore() {
            keep(first, ADA, "a");
            second.catchUp(ADA);
            keep(first, GRACE, "g");
            store.hangUntil(new CountDownLatch(1));
            Thread.currentThread().interrupt();
            try {
                second.catchUp(GRACE);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            } finally {
                Thread.interrupted();
                store.hangUntil(new CountDownLatch(0));
            }

            assertThat(events).isEmpty();
            assertThat(second.statistics().storeFailures()).isZero();
            first.remove(ADA, "cid");
            clock.advance(BOUND);
            assertThat(at(second, ADA)).isNull();
        }

        @Test
        void aThreadThatIsInterruptedIsToldSoWhereAFailingStoreIsAFailure() {
            TokenCache strict = cache(StoreOptions.perPartition().failingWithStore());
            store.hangUntil(new CountDownLatch(1));
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> strict.catchUp(ADA))
                        .isInstanceOf(MsalCancelledException.class)
                        .hasMessageContaining("interrupted");
            } finally {
                Thread.interrupted();
            }
        }

        @Test
        void aRemovalThatBrokeOffIsMadeAgain() throws Exception {
            keep(first, ADA, "a");
            first.keep(assertion("one"), ADA, token("obo", "t1"), Optional.empty(), USER_READ);
            store.failNextWrite(down);

            first.remove(ADA, "cid");
            assertThat(at(first, ADA)).isNull();
            keep(first, GRACE, "g");

            assertThat(everythingStored()).contains("grace").doesNotContain("ada.t1", "obo");
        }

        @Test
        void anApplicationCanWishToFailInsteadAndStillGetsWhatIsTrusted() {
            TokenCache strict = cache(StoreOptions.perPartition().failingWithStore());
            keep(strict, ADA, "a");
            store.failNextRead(down).failNextRead(down).failNextWrite(down);

            assertThat(at(strict, ADA)).isEqualTo("a");
            clock.advance(BOUND);
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> at(strict, ADA))
                        .isInstanceOfSatisfying(
                                MsalStoreException.class,
                                failure -> assertThat(failure.errorCode()).isEqualTo("token_store_unavailable"))
                        .hasMessageContaining("connection refused")
                        .hasCause(down);
            }
            assertThat(at(strict, ADA)).isEqualTo("a");
            assertThatThrownBy(() -> keepRefreshed(strict, ADA, "b")).isInstanceOf(MsalStoreException.class);
            assertThat(at(strict, ADA)).isEqualTo("b");
        }

        @Test
        void aDocumentThatIsNoJsonCostsItsPartitionOnlyAndIsLeftAsItIs() {
            byte[] garbage = "{\"AccessToken\":{".getBytes(StandardCharsets.UTF_8);
            String name = new PartitionKey.OfPerson(ADA).name();
            store.put(name, garbage);

            keep(first, ADA, "a");
            keep(first, GRACE, "g");
            second.catchUp(GRACE);

            assertThat(at(first, ADA)).isEqualTo("a");
            assertThat(at(second, GRACE)).isEqualTo("g");
            assertThat(store.content(name)).isEqualTo(garbage);
            assertThat(events)
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.toString()).contains("not the JSON document"));
        }

        @Test
        void aDocumentBeyondReadingFailsNobodyElseWhereAFailingStoreIsAFailure() {
            TokenCache strict = cache(StoreOptions.perPartition().failingWithStore());
            store.put(new PartitionKey.OfPerson(ADA).name(), "no document".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> keep(strict, ADA, "a")).isInstanceOf(MsalStoreException.class);

            keep(strict, GRACE, "g");
            keep(strict, person("linus.t1"), "l");

            second.catchUp(GRACE);
            assertThat(at(second, GRACE)).isEqualTo("g");
            assertThat(events).extracting(Event::name).containsExactly("cache.write", "cache.write");
        }

        @Test
        void aDocumentBeyondReadingHidesNobodyElse() {
            keep(first, GRACE, "g");
            keep(first, person("linus.t1"), "l");
            keep(first, ADA, "a");
            store.put(new PartitionKey.OfPerson(ADA).name(), "no document".getBytes(StandardCharsets.UTF_8));

            second.catchUp();

            assertThat(second.accounts(CLOUD)).containsExactlyInAnyOrder(GRACE, person("linus.t1"));
        }

        @Test
        void theListOfPeopleIsGivenWhereAFailingStoreIsAFailureToo() {
            TokenCache strict = cache(StoreOptions.perPartition().failingWithStore());
            keep(first, GRACE, "g");
            String name = new PartitionKey.OfPerson(ADA).name();
            store.put(name, "no document".getBytes(StandardCharsets.UTF_8));

            assertThat(strict.everybody()).containsExactly(GRACE);
            assertThat(events)
                    .singleElement()
                    .satisfies(event -> assertThat(event.toString()).contains(name));
        }

        @Test
        void aListOfPeopleThatBreaksOffCountsWhatFailedAndNoMore() {
            for (int number = 0; number < 5; number++) {
                keep(first, person("p" + number), "t");
            }
            TokenCache fresh = cache(StoreOptions.perPartition());
            store.failNextRead(down).failNextRead(down).failNextRead(down);

            fresh.everybody();

            assertThat(fresh.statistics().storeFailures()).isEqualTo(3);
        }

        @Test
        void aDocumentOfTheListThatCouldBeReadMeanwhileIsToldOfAgain() {
            String name = new PartitionKey.OfPerson(ADA).name();
            byte[] garbage = "no document".getBytes(StandardCharsets.UTF_8);
            keep(first, ADA, "a");
            byte[] good = store.content(name);
            for (byte[] content : List.of(garbage, good, garbage)) {
                store.put(name, content);
                second.everybody();
            }

            assertThat(events).extracting(Event::name).containsExactly("cache.read", "cache.read");
        }

        @Test
        void manyDocumentsBeyondReadingHideNobodyElseEither() {
            keep(first, GRACE, "g");
            keep(first, person("linus.t1"), "l");
            for (int bad = 0; bad < 40; bad++) {
                store.put(
                        new PartitionKey.OfPerson(person("bad" + bad)).name(),
                        "no document".getBytes(StandardCharsets.UTF_8));
            }

            assertThat(second.everybody()).containsExactlyInAnyOrder(GRACE, person("linus.t1"));
        }

        @Test
        void aDocumentBeyondReadingIsToldOfOnceByItsNameAndTheStoreGoesOnBeingAsked() {
            keep(first, GRACE, "g");
            second.catchUp(GRACE);
            String name = new PartitionKey.OfPerson(ADA).name();
            store.put(name, "no document".getBytes(StandardCharsets.UTF_8));
            first.remove(GRACE, "cid");
            clock.advance(BOUND);

            second.catchUp(ADA);
            assertThat(at(second, GRACE)).isNull();
            second.catchUp(ADA);

            assertThat(events)
                    .singleElement()
                    .satisfies(event -> assertThat(event.toString()).contains("cache.read", name));
            assertThat(second.statistics().storeFailures()).isEqualTo(2);
        }

        @Test
        void theOthersThatWaitDoNotWaitForADocumentBeyondReading() {
            store.put(new PartitionKey.OfPerson(ADA).name(), "no document".getBytes(StandardCharsets.UTF_8));
            keep(first, ADA, "a");
            store.failNextWrite(new IOException("connection refused."));
            keep(first, GRACE, "g");

            keep(first, person("linus.t1"), "l");
            clock.advance(Duration.ofSeconds(5));
            keep(first, person("margaret.t1"), "m");

            second.catchUp(GRACE);
            assertThat(at(second, GRACE)).isEqualTo("g");
        }
    }

    @Test
    void moreThanAStoreHasRoomForIsRefusedBeforeAnythingIsStored() {
        TokenStore ofOne = new OneDocumentStore(store, TokenCache.WHOLE_CACHE);
        for (StoreOptions tooMuch : List.of(
                StoreOptions.perPartition(),
                StoreOptions.wholeDocument().oneRenewalAmongNodes(Duration.ofSeconds(30)))) {
            assertThatThrownBy(() -> backedBy(ofOne, tooMuch))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("store_of_one_document"))
                    .hasMessageContaining("StoreOptions.wholeDocument()");
        }
        assertThatThrownBy(() -> backedBy(new OneDocumentStore(store, "another"), StoreOptions.wholeDocument()))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("another");

        keep(backedBy(ofOne, StoreOptions.wholeDocument()), ADA, "a");

        assertThat(store.updates()).isEqualTo(1);
    }

    private TokenCache backedBy(TokenStore other, StoreOptions options) {
        return TokenCache.backedBy(
                other, new GsonJsonCodec(), clock, new FakeSleeper(clock), events::add, CacheBounds.STANDARD, options);
    }

    @Test
    void theTwoLayoutsDoNotMeet() throws Exception {
        TokenCache whole = cache(StoreOptions.wholeDocument());
        keep(whole, ADA, "a");
        keep(first, GRACE, "g");

        assertThat(store.partitions())
                .isEqualTo(Set.of(TokenCache.WHOLE_CACHE, new PartitionKey.OfPerson(GRACE).name()));
    }
}
