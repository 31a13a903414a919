package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import io.openmsal.port.event.Event;
import io.openmsal.testing.store.FakeTokenStore;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TokenCacheTest {

    private static final Account ADA = new Account("ada.t1", "login.windows.net", "ada@contoso.example", Map.of());
    private static final Scopes USER_READ = Scopes.requested("User.Read");

    private final TestClock clock = new TestClock();
    private final List<Event> events = new ArrayList<>();

    private long now() {
        return clock.millis() / 1000;
    }

    private AccessToken token(String secret, String realm, Scopes scopes, long lifetime) {
        return new AccessToken(
                Secret.of(secret),
                "Bearer",
                scopes,
                "cid",
                realm,
                realm,
                now(),
                now() + lifetime,
                now() + lifetime,
                AccessToken.NEVER);
    }

    private void keep(TokenCache cache, String secret) {
        cache.keep(
                ADA,
                token(secret, "t1", Scopes.parse("User.Read openid profile"), 3600),
                Optional.empty(),
                Optional.of(new RefreshToken(Secret.of("rt-" + secret), "cid", "", "", now())),
                USER_READ,
                true);
    }

    private AccessToken tokenOf(String clientId) {
        return new AccessToken(
                Secret.of("at-" + clientId),
                "Bearer",
                USER_READ,
                clientId,
                "t1",
                "t1",
                now(),
                now() + 3600,
                now() + 3600,
                AccessToken.NEVER);
    }

    private AccessToken find(TokenCache cache) {
        return cache.find(ADA, "cid", "t1", USER_READ, TokenKind.BEARER, now(), MinimumLifetime.of(Duration.ZERO));
    }

    @Test
    void lookingUpByKeyAndLookingThroughEverythingAlwaysAgree() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            AccessTokens tokens = new AccessTokens();
            List<AccessToken> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                AccessToken token = token(
                                "s" + i, "t" + random.nextInt(2), randomScopes(random), 1 + random.nextInt(5000))
                        .ofKind(randomKind(random));
                all.removeIf(old -> AccessTokens.isSupersededBy(token, old));
                all.add(token);
                tokens.put(token, randomScopes(random), now());
            }
            for (int query = 0; query < 40; query++) {
                Scopes wanted = randomScopes(random);
                TokenKind kind = randomKind(random);
                String realm = "t" + random.nextInt(2);
                long at = now() + random.nextInt(6000);
                AccessToken found =
                        tokens.find("cid", realm, wanted, kind, at, MinimumLifetime.of(Duration.ofMinutes(5)));
                boolean isThere = all.stream()
                        .anyMatch(token -> token.realm().equals(realm)
                                && token.kind().equals(kind)
                                && token.scopes().containsAll(wanted));
                boolean goodIsThere = all.stream()
                        .anyMatch(token -> token.realm().equals(realm)
                                && token.kind().equals(kind)
                                && token.scopes().containsAll(wanted)
                                && token.expiresAt() - 300 > at);
                assertThat(found != null).isEqualTo(isThere);
                assertThat(found != null && found.expiresAt() - 300 > at).isEqualTo(goodIsThere);
                assertThat(found == null || found.kind().equals(kind)).isTrue();
            }
        }
    }

    @Test
    void theAccountThatIsKeptIsNobodyElses() {
        TokenCache cache = TokenCache.inProcess(clock, events::add);
        keep(cache, "s");

        Account listed = cache.accounts(ADA.environment()).get(0);

        assertThat(listed).isEqualTo(ADA).isNotSameAs(ADA);
        assertThat(listed).isNotSameAs(cache.accounts(ADA.environment()).get(0));
        assertThat(listed.key()).isSameAs(ADA.key());
    }

    @Test
    void eachApplicationIsHandedTheIdTokenThatItWasGivenWhicheverCameLast() {
        TokenCache cache = TokenCache.inProcess(clock, events::add);
        for (String clientId : List.of("mail", "calendar")) {
            IdToken idToken = new IdToken(Secret.of("id-" + clientId), clientId, "t1", new IdTokenClaims(Map.of()));
            cache.keep(ADA, tokenOf(clientId), Optional.of(idToken), Optional.empty(), USER_READ, true);
        }

        for (String clientId : List.of("mail", "calendar")) {
            assertThat(cache.idToken(ADA, tokenOf(clientId)))
                    .extracting(IdToken::secret)
                    .isEqualTo(Secret.of("id-" + clientId));
        }
        assertThat(cache.idToken(ADA, tokenOf("another"))).isNull();
    }

    @Test
    void onePartitionHoldsSoManyTokensAndThenThoseNearestToTheirEndMakeRoom() {
        AccessTokens tokens = new AccessTokens();
        for (int i = 0; i < AccessTokens.MOST_TOKENS + 100; i++) {
            TokenKind kind = TokenKind.of("Bearer", "", "agent-" + i);
            tokens.put(token("s" + i, "t1", USER_READ, 1000 + i).ofKind(kind), USER_READ, now());
        }

        assertThat(tokens.size()).isEqualTo(AccessTokens.MOST_TOKENS);
        assertThat(ofAgent(tokens, 99)).isNull();
        assertThat(ofAgent(tokens, 100)).isNotNull();
    }

    private AccessToken ofAgent(AccessTokens tokens, int number) {
        return tokens.find(
                "cid",
                "t1",
                USER_READ,
                TokenKind.of("Bearer", "", "agent-" + number),
                now(),
                MinimumLifetime.of(Duration.ZERO));
    }

    @Test
    void applicationsAreBoundedLikeTheirTenants() {
        TokenCache cache = TokenCache.inProcess(clock, events::add, new CacheBounds(10));
        for (int i = 0; i < 100; i++) {
            AppKey agent = new AppKey("agent-" + i, "login.windows.net");
            cache.keep(agent, token("s" + i, "t1", USER_READ, 3600), USER_READ);
            cache.refuseFamily(agent);
        }

        assertThat(cache.statistics().size()).isEqualTo(10);
        assertThat(cache.statistics().evictions()).isEqualTo(90);
    }

    private static TokenKind randomKind(Random random) {
        TokenKind[] kinds = {
            TokenKind.BEARER,
            TokenKind.of("Bearer", "", "hash"),
            TokenKind.of("pop", "key-1", ""),
            TokenKind.of("pop", "key-2", "")
        };
        return kinds[random.nextInt(kinds.length)];
    }

    private static Scopes randomScopes(Random random) {
        List<String> scopes = new ArrayList<>();
        for (char scope = 'a'; scope < 'e'; scope++) {
            if (random.nextBoolean()) {
                scopes.add(String.valueOf(scope));
            }
        }
        return Scopes.of(scopes);
    }

    @Test
    void askingForOddSubsetsDoesNotLetThePartitionGrowWithoutEnd() {
        AccessTokens tokens = new AccessTokens();
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add("scope" + i);
        }
        tokens.put(token("s", "t1", Scopes.of(many), 3600), USER_READ, now());
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            List<String> some = new ArrayList<>(many);
            some.removeIf(scope -> random.nextBoolean());
            assertThat(tokens.find(
                            "cid", "t1", Scopes.of(some), TokenKind.BEARER, now(), MinimumLifetime.of(Duration.ZERO)))
                    .isNotNull();
        }
        assertThat(tokens.size()).isLessThanOrEqualTo(300);
    }

    @Test
    void assertionsThatAreOverDoNotFillTheMemory() {
        Index index = new Index();
        OnBehalfOfKey first = OnBehalfOfKey.of("cid", "login.windows.net", "t1", Secret.of("assertion 0"));
        for (int i = 0; i < 3_000; i++) {
            OnBehalfOfKey key = OnBehalfOfKey.of("cid", "login.windows.net", "t1", Secret.of("assertion " + i));
            index.putOnBehalfOf(key, ADA, token("s", "t1", USER_READ, 60), USER_READ, now());
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(index.onBehalfOf(first)).isNull();
        assertThat(index.onBehalfOf(OnBehalfOfKey.of("cid", "login.windows.net", "t1", Secret.of("assertion 2999"))))
                .isNotNull();
    }

    @Nested
    class WithAStore {

        private final FakeTokenStore store = new FakeTokenStore();
        private final TokenCache first = TokenCache.backedBy(store, new GsonJsonCodec(), clock, events::add);
        private final TokenCache second = TokenCache.backedBy(store, new GsonJsonCodec(), clock, events::add);

        @Test
        void whatOneProcessKeepsTheOtherFinds() {
            keep(first, "a");

            second.catchUp();

            assertThat(find(second).secret().reveal()).isEqualTo("a");
            assertThat(second.refreshTokens(ADA, "cid")).hasSize(1);
            assertThat(second.accounts("login.windows.net")).containsExactly(ADA);
        }

        /** As MSAL for Python writes it. */
        @Test
        void anAnswerWithoutARefreshTokenLeavesTheApplicationInItsFamily() {
            store.put(
                    TokenCache.WHOLE_CACHE,
                    ("{\"AppMetadata\":{\"appmetadata-login.microsoftonline.com-cid\":{\"client_id\":\"cid\","
                                    + "\"environment\":\"login.microsoftonline.com\",\"family_id\":\"1\"}},"
                                    + "\"RefreshToken\":{\"k\":{\"home_account_id\":\"ada.t1\","
                                    + "\"environment\":\"login.microsoftonline.com\",\"client_id\":\"another\","
                                    + "\"secret\":\"shared\",\"family_id\":\"1\"}},"
                                    + "\"Account\":{\"k\":{\"home_account_id\":\"ada.t1\","
                                    + "\"environment\":\"login.microsoftonline.com\",\"realm\":\"t1\"}}}")
                            .getBytes(StandardCharsets.UTF_8));

            first.keep(ADA, tokenOf("cid"), Optional.empty(), Optional.empty(), USER_READ, true);

            assertThat(first.refreshTokens(ADA, "cid"))
                    .extracting(token -> token.secret().reveal())
                    .containsExactly("shared");
        }

        /** Another MSAL knew them under another name of the cloud, or in another tenant. */
        @Test
        void whoWasRenamedIsKnownByTheNameOfTheLatestSignInWhereverTheyWereKnownBefore() {
            store.put(
                    TokenCache.WHOLE_CACHE,
                    ("{\"Account\":{\"k\":{\"home_account_id\":\"ada.t1\",\"realm\":\"t2\","
                                    + "\"environment\":\"login.microsoftonline.com\",\"username\":\"old@contoso.example\"}}}")
                            .getBytes(StandardCharsets.UTF_8));
            Account renamed = new Account("ada.t1", "login.windows.net", "new@contoso.example", Map.of());

            first.keep(
                    renamed,
                    token("a", "t1", USER_READ, 3600),
                    Optional.of(idToken(now(), "new@contoso.example")),
                    Optional.empty(),
                    USER_READ,
                    true);
            second.catchUp();

            for (TokenCache cache : List.of(first, second)) {
                assertThat(cache.accounts("login.windows.net"))
                        .extracting(Account::username)
                        .containsExactly("new@contoso.example");
            }

            first.keep(
                    renamed,
                    token("b", "t2", USER_READ, 3600),
                    Optional.of(new IdToken(
                            idToken(now() - 60, "old@contoso.example").secret(),
                            "cid",
                            "t2",
                            new IdTokenClaims(Map.of()))),
                    Optional.empty(),
                    USER_READ,
                    true);
            assertThat(first.accounts("login.windows.net"))
                    .as("whatever an older ID token says of them")
                    .extracting(Account::username)
                    .containsExactly("new@contoso.example");
        }

        private IdToken idToken(long issuedAt, String username) {
            Map<String, Object> claims = Map.of("iat", issuedAt, "preferred_username", username);
            String payload = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(new GsonJsonCodec().write(claims).getBytes(StandardCharsets.UTF_8));
            return new IdToken(Secret.of("e30." + payload + ".x"), "cid", "t1", new IdTokenClaims(claims));
        }

        @Test
        void twoProcessesNeverLoseEachOthersTokens() {
            Account grace = new Account("grace.t1", "login.windows.net", "", Map.of());
            keep(first, "a");
            second.keep(grace, token("g", "t1", USER_READ, 3600), Optional.empty(), Optional.empty(), USER_READ, true);

            first.catchUp();

            assertThat(first.accounts("login.windows.net")).containsExactlyInAnyOrder(ADA, grace);
        }

        @Test
        void signingOutInOneProcessSignsOutInTheOther() {
            keep(first, "a");
            second.catchUp();

            second.remove(ADA, "cid");
            first.catchUp();

            assertThat(find(first)).isNull();
            assertThat(first.accounts("login.windows.net")).isEmpty();
        }

        @Test
        void aSignInIsNotUndoneByASignOutThatWasMadeBeforeAndIsStillBeingWritten() throws Exception {
            keep(first, "a");
            Thread signIn = new Thread(() -> keep(first, "b"));
            store.overtakeNextUpdate(present -> {
                signIn.start();
                while (signIn.isAlive() && signIn.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                return store.content(TokenCache.WHOLE_CACHE);
            });

            first.remove(ADA, "cid");
            signIn.join();

            assertThat(find(first).secret().reveal()).isEqualTo("b");
            second.catchUp();
            assertThat(find(second).secret().reveal()).isEqualTo("b");
        }

        @Test
        void whatOneProcessGotOnBehalfOfSomeoneTheOtherFindsByTheSameAssertionOnly() {
            OnBehalfOfKey morning = OnBehalfOfKey.of("cid", "login.windows.net", "contoso.example", Secret.of("one"));
            OnBehalfOfKey evening = OnBehalfOfKey.of("cid", "login.windows.net", "contoso.example", Secret.of("two"));
            keep(first, "plain");
            first.keep(morning, ADA, ofContoso("a"), Optional.empty(), USER_READ);
            first.keep(evening, ADA, ofContoso("b"), Optional.empty(), USER_READ);

            second.catchUp();

            assertThat(find(second).secret().reveal()).isEqualTo("plain");
            assertThat(findOnBehalfOf(second, morning).secret().reveal()).isEqualTo("a");
            assertThat(findOnBehalfOf(second, evening).secret().reveal()).isEqualTo("b");
            assertThat(second.account(evening)).isEqualTo(ADA);
            assertThat(findOnBehalfOf(
                            second, OnBehalfOfKey.of("cid", "login.windows.net", "contoso.example", Secret.of("3"))))
                    .isNull();

            second.remove(ADA, "cid");
            first.catchUp();

            assertThat(findOnBehalfOf(first, morning)).isNull();
        }

        @Test
        void whatIsOverOfOthersAssertionsDoesNotFillTheStore() throws Exception {
            first.keep(
                    OnBehalfOfKey.of("cid", "login.windows.net", "contoso.example", Secret.of("one")),
                    ADA,
                    ofContoso("long-gone"),
                    Optional.empty(),
                    USER_READ);
            clock.advance(Duration.ofHours(2));

            first.keep(
                    OnBehalfOfKey.of("cid", "login.windows.net", "contoso.example", Secret.of("two")),
                    ADA,
                    ofContoso("new"),
                    Optional.empty(),
                    USER_READ);

            assertThat(new String(
                            store.read(TokenCache.WHOLE_CACHE).orElseThrow().bytes(), StandardCharsets.UTF_8))
                    .contains("\"new\"")
                    .doesNotContain("long-gone");
        }

        private AccessToken ofContoso(String secret) {
            return new AccessToken(
                    Secret.of(secret),
                    "Bearer",
                    USER_READ,
                    "cid",
                    "t1",
                    "contoso.example",
                    now(),
                    now() + 3600,
                    now() + 3600,
                    AccessToken.NEVER);
        }

        private AccessToken findOnBehalfOf(TokenCache cache, OnBehalfOfKey key) {
            return cache.find(key, USER_READ, TokenKind.BEARER, now(), MinimumLifetime.of(Duration.ZERO));
        }

        @Test
        void aStoreThatFailsCostsAWarningAndNoToken() {
            store.failNextWrite(new IOException("the disk is full"));

            keep(first, "a");

            assertThat(find(first).secret().reveal()).isEqualTo("a");
            assertThat(events).extracting(Event::name).containsExactly("cache.write");
            assertThat(events.get(0).level()).isEqualTo(Event.Level.WARNING);
        }

        @Test
        void whatCouldNotBeWrittenIsWrittenWithTheNextChange() {
            store.failNextWrite(new IOException("the disk is full"));
            keep(first, "a");

            first.keep(new AppKey("cid", "login.windows.net"), token("own", "t1", USER_READ, 3600), USER_READ);
            second.catchUp();

            assertThat(find(second).secret().reveal()).isEqualTo("a");
        }

        @Test
        void aDocumentThatIsNoJsonIsLeftAsItIs() throws Exception {
            byte[] garbage = "{\"AccessToken\":{".getBytes(StandardCharsets.UTF_8);
            store.update(TokenCache.WHOLE_CACHE, present -> garbage);

            keep(first, "a");
            first.catchUp();

            assertThat(find(first).secret().reveal()).isEqualTo("a");
            assertThat(store.read(TokenCache.WHOLE_CACHE).orElseThrow().bytes()).isEqualTo(garbage);
            assertThat(events)
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.toString()).contains("not the JSON document"));
        }
    }
}
