package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadyTokensTest {

    private static final long NOW = 1_800_000_000;
    private static final String CLOUD = "login.windows.net";
    private static final Account ADA = person("ada");
    private static final AppKey APP = new AppKey("cid", CLOUD);
    private static final Scopes MAIL = Scopes.requested("Mail.Read");
    private static final Scopes FILES = Scopes.requested("Files.Read");
    private static final Scopes BOTH = Scopes.requested("Files.Read", "Mail.Read");

    private final TokenCache cache = withBound(1_000);

    private static TokenCache withBound(int most) {
        return TokenCache.inProcess(
                Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC), event -> {}, new CacheBounds(most));
    }

    private static Account person(String name) {
        return new Account(name + ".home", CLOUD, name, Map.of());
    }

    private static AccessToken token(String text, String realm, Scopes scopes, long lifetime) {
        return new AccessToken(
                Secret.of(text),
                "Bearer",
                scopes,
                "cid",
                realm,
                realm,
                NOW,
                NOW + lifetime,
                NOW + lifetime,
                AccessToken.NEVER);
    }

    private void keep(Account account, AccessToken token) {
        cache.keep(account, token, Optional.empty(), Optional.empty(), token.scopes(), true);
    }

    private @Nullable String ready(Account account, String realm, Scopes scopes, long now) {
        return text(cache.ready(account, "cid", realm, scopes, TokenKind.BEARER, now));
    }

    private @Nullable String ready(String tenant, Scopes scopes) {
        return text(cache.ready(APP, tenant, scopes, TokenKind.BEARER, NOW));
    }

    private static @Nullable String text(@Nullable AuthenticationResult result) {
        return result == null ? null : result.accessToken();
    }

    @Test
    void thatOfAPersonIsReadyInTheirOwnTenantAndAsAGuest() {
        keep(ADA, token("at home", "home", MAIL, 3600));
        assertThat(ready(ADA, "home", MAIL, NOW)).isEqualTo("at home");
        assertThat(ready(person("ada"), "home", MAIL, NOW)).isEqualTo("at home");
        assertThat(ready(ADA, "elsewhere", MAIL, NOW)).isNull();

        keep(ADA, token("elsewhere", "elsewhere", MAIL, 3600));
        assertThat(ready(ADA, "elsewhere", MAIL, NOW)).isEqualTo("elsewhere");
        assertThat(ready(ADA, "home", MAIL, NOW)).isNull();
    }

    @Test
    void thatOfAnApplicationIsReadyInItsTenantAlone() {
        cache.keep(APP, token("t1", "t1", MAIL, 3600), MAIL);
        cache.keep(APP, token("t2", "t2", MAIL, 3600), MAIL);

        assertThat(ready("t1", MAIL)).isEqualTo("t1");
        assertThat(ready("t2", MAIL)).isEqualTo("t2");
        assertThat(ready("t3", MAIL)).isNull();
        assertThat(text(cache.ready(new AppKey("other", CLOUD), "t1", MAIL, TokenKind.BEARER, NOW)))
                .isNull();
    }

    @Test
    void itServesForFewerScopesAndForNothingElse() {
        keep(ADA, token("both", "home", BOTH, 3600));

        assertThat(ready(ADA, "home", MAIL, NOW)).isEqualTo("both");
        assertThat(ready(ADA, "home", BOTH.plus(Scopes.requested("More")), NOW)).isNull();
        assertThat(text(cache.ready(ADA, "another", "home", MAIL, TokenKind.BEARER, NOW)))
                .isNull();
        assertThat(text(cache.ready(ADA, "cid", "home", MAIL, TokenKind.of("pop", "key", ""), NOW)))
                .isNull();
    }

    @Test
    void itIsReadyUntilFiveMinutesBeforeItsEndOrUntilItIsDue() {
        keep(ADA, token("an hour", "home", MAIL, 3600));
        assertThat(ready(ADA, "home", MAIL, NOW + 3299)).isEqualTo("an hour");
        assertThat(ready(ADA, "home", MAIL, NOW + 3300)).isNull();

        keep(ADA, token("due", "home", MAIL, 3600).refreshingAt(NOW + 60));
        assertThat(ready(ADA, "home", MAIL, NOW + 59)).isEqualTo("due");
        assertThat(ready(ADA, "home", MAIL, NOW + 60)).isNull();
    }

    @Test
    void nothingIsReadyOnceTheClockWasSetBack() {
        keep(ADA, token("an hour", "home", MAIL, 3600));

        assertThat(ready(ADA, "home", MAIL, NOW - 3600)).isEqualTo("an hour");
        assertThat(ready(ADA, "home", MAIL, NOW - 3601)).isNull();
    }

    @Test
    void aTokenOfTheFutureDoesNotStandInTheWayOfOthers() {
        Account grace = person("grace");
        keep(grace, token("present", "home", MAIL, 3600));
        AccessToken future = new AccessToken(
                Secret.of("future"),
                "Bearer",
                MAIL,
                "cid",
                "home",
                "home",
                NOW + 90_000,
                NOW + 93_600,
                NOW + 93_600,
                AccessToken.NEVER);
        keep(ADA, future);

        assertThat(ready(grace, "home", MAIL, NOW)).isEqualTo("present");
        assertThat(ready(ADA, "home", MAIL, NOW)).isNull();
    }

    @Test
    void whatWasKeptBeforeTheClockWasSetBackDoesNotStandBeforeWhatWasKeptSince() {
        long before = NOW + 90_000;
        keep(
                ADA,
                new AccessToken(
                        Secret.of("before"),
                        "Bearer",
                        BOTH,
                        "cid",
                        "home",
                        "home",
                        before,
                        before + 3600,
                        before + 3600,
                        AccessToken.NEVER));
        keep(ADA, token("since", "home", MAIL, 3600));
        keep(ADA, token("latest", "home", Scopes.requested("Calendar"), 3600));

        AccessToken found = cache.find(ADA, "cid", "home", MAIL, TokenKind.BEARER, NOW, MinimumLifetime.standard());

        assertThat(found).isNotNull();
        assertThat(found.reveal()).isEqualTo("since");
    }

    @Test
    void oneThatOutlivesTheCenturyIsReadyForAsLongAsSecondsAreCounted() {
        keep(ADA, token("for ever", "home", MAIL, Long.MAX_VALUE / 2));

        assertThat(ready(ADA, "home", MAIL, 0xFFFF_FFFEL)).isEqualTo("for ever");
        assertThat(ready(ADA, "home", MAIL, 0xFFFF_FFFFL)).isNull();
    }

    @Test
    void aNewTokenTakesItsPlaceAndAPostponedOneIsReadyAgain() {
        AccessToken due = token("due", "home", MAIL, 3600).refreshingAt(NOW);
        keep(ADA, due);
        assertThat(ready(ADA, "home", MAIL, NOW)).isNull();

        cache.postpone(ADA, cached(MAIL), NOW + 60);
        assertThat(ready(ADA, "home", MAIL, NOW)).isEqualTo("due");

        keep(ADA, token("new", "home", MAIL, 3600));
        assertThat(ready(ADA, "home", MAIL, NOW)).isEqualTo("new");
    }

    private AccessToken cached(Scopes scopes) {
        AccessToken found = cache.find(ADA, "cid", "home", scopes, TokenKind.BEARER, NOW, MinimumLifetime.standard());
        assertThat(found).isNotNull();
        return found;
    }

    @Test
    void theIdTokenThatComesLaterIsHandedOutWithTheAccessTokenOfBefore() {
        keep(ADA, token("access", "home", MAIL, 3600));
        assertThat(cache.ready(ADA, "cid", "home", MAIL, TokenKind.BEARER, NOW).idToken())
                .isEmpty();

        IdToken latest = new IdToken(Secret.of("id"), "cid", "home", new IdTokenClaims(Map.of()));
        cache.keep(ADA, "home", "cid", Optional.of(latest), true);
        assertThat(cache.ready(ADA, "cid", "home", MAIL, TokenKind.BEARER, NOW).idToken())
                .contains(Secret.of("id"));
    }

    @Test
    void nothingIsReadyOfWhoWasRemovedOrHadToMakeRoom() {
        keep(ADA, token("access", "home", MAIL, 3600));
        cache.remove(ADA, "cid");
        assertThat(ready(ADA, "home", MAIL, NOW)).isNull();

        TokenCache small = withBound(10);
        for (int i = 0; i < 100; i++) {
            small.keep(APP, token("t" + i, "t" + i, MAIL, 3600), MAIL);
        }
        int ready = 0;
        for (int i = 0; i < 100; i++) {
            boolean isReady = small.ready(APP, "t" + i, MAIL, TokenKind.BEARER, NOW) != null;
            boolean isThere = small.find(APP, "t" + i, MAIL, TokenKind.BEARER, NOW, MinimumLifetime.standard()) != null;
            assertThat(isReady).isEqualTo(isThere);
            ready += isReady ? 1 : 0;
        }
        assertThat(ready).isEqualTo(10);
    }

    @Test
    void beyondAThousandKindsOfTermsTheTokenHasToBeLookedFor() {
        for (int i = 0; i < 1_010; i++) {
            keep(ADA, token("token " + i, "home", Scopes.requested("scope" + i), 3600));
            String expected = i < 1_000 ? "token " + i : null;
            assertThat(ready(ADA, "home", Scopes.requested("scope" + i), NOW)).isEqualTo(expected);
        }
        assertThat(cached(Scopes.requested("scope1009")).reveal()).isEqualTo("token 1009");
    }

    @Test
    void keysWithTheSameHashAreToldApart() {
        Drawer<String, AppPartition> drawer = new Drawer<>(new CacheBounds(100), new LongAdder(), new KnownTerms());
        for (int number = 0; number < 50; number++) {
            drawer.partitions
                    .open(new AppPartition(tenant(number)), NOW)
                    .put(token("t" + number, "t", MAIL, 3600), MAIL, NOW);
        }
        Terms wanted = new Terms("cid", "t", MAIL, TokenKind.BEARER);
        for (int number = 0; number < 50; number++) {
            assertThat(text(found(drawer, tenant(number), wanted))).isEqualTo("t" + number);
        }
        assertThat(found(drawer, tenant(50), wanted)).isNull();
    }

    private static @Nullable AuthenticationResult found(
            Drawer<String, AppPartition> drawer, String tenant, Terms wanted) {
        return drawer.ready.find(tenant, tenant.hashCode(), null, wanted, NOW);
    }

    /** Six syllables, any of which can be replaced by the other without changing the hash code. */
    private static String tenant(int number) {
        StringBuilder name = new StringBuilder();
        for (int syllable = 0; syllable < 6; syllable++) {
            name.append((number >> syllable & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }

    @Test
    void theSamePersonIsFoundByAnotherObject() {
        keep(ADA, token("a", "home", MAIL, 3600));

        assertThat(ready(person("ada"), "home", MAIL, NOW)).isEqualTo("a");
    }

    @Test
    void whateverComesAndGoesItIsWhatIsFoundByLookingForIt() {
        Random random = new Random(11);
        List<Scopes> wishes = List.of(MAIL, FILES, BOTH);
        int agreed = 0;
        for (int step = 0; step < 50_000; step++) {
            Account account = person("p" + random.nextInt(200));
            Scopes scopes = wishes.get(random.nextInt(wishes.size()));
            String realm = random.nextInt(4) == 0 ? "elsewhere" : "home";
            switch (random.nextInt(8)) {
                case 0 -> cache.remove(account, "cid");
                case 1, 2 -> keep(account, token("s" + step, realm, scopes, 1 + random.nextInt(4000)));
                default -> {
                    long at = NOW + random.nextInt(3000);
                    AccessToken found =
                            cache.find(account, "cid", realm, scopes, TokenKind.BEARER, at, MinimumLifetime.standard());
                    String ready = ready(account, realm, scopes, at);
                    if (ready != null) {
                        assertThat(found).isNotNull();
                        assertThat(ready).isEqualTo(found.reveal());
                        assertThat(found.freshUntil(MinimumLifetime.standard())).isGreaterThan(at);
                        agreed++;
                    }
                }
            }
        }
        assertThat(agreed).isGreaterThan(1_000);
    }

    @Test
    void nobodyEverGetsATokenForSomethingElseWhileTokensChange() throws Exception {
        Account bob = person("bob");
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch looking = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> wrong = threads.submit(() -> {
                int mistaken = 0;
                while (!over.get()) {
                    for (Account account : List.of(ADA, bob)) {
                        for (Scopes scopes : List.of(MAIL, FILES)) {
                            String text = ready(account, "home", scopes, NOW);
                            mistaken += text == null || text.equals(account.username() + scopes) ? 0 : 1;
                        }
                    }
                    looking.countDown();
                }
                return mistaken;
            });
            looking.await();
            for (int i = 0; i < 200_000; i++) {
                Account account = i % 3 == 0 ? bob : ADA;
                Scopes scopes = i % 2 == 0 ? MAIL : FILES;
                if (i % 7 == 0) {
                    cache.remove(account, "cid");
                }
                keep(account, token(account.username() + scopes, "home", scopes, 3600));
            }
            over.set(true);
            assertThat(wrong.get()).isZero();
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }
}
