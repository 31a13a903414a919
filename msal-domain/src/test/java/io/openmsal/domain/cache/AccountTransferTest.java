package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.failure.MsalConfigurationException;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One person's tokens, out of one cache and into another. */
class AccountTransferTest {

    private static final String CLOUD = "login.windows.net";
    private static final Scopes READ = Scopes.requested("User.Read");
    private static final Scopes READ_AND_SEND = Scopes.parse("Mail.Send User.Read");
    private static final Account ADA = named("ada@contoso.example");
    private static final Account GRACE = new Account("grace.t1", CLOUD, "grace", Map.of());

    private final TestClock clock = new TestClock();
    private final List<Event> events = new ArrayList<>();
    private final GsonJsonCodec codec = new GsonJsonCodec();
    private final FakeTokenStore store = new FakeTokenStore();
    private final TokenCache source = TokenCache.inProcess(clock, events::add);

    /** Where a cache has what it holds. */
    enum Place {
        THE_PROCESS,
        ONE_DOCUMENT,
        A_DOCUMENT_FOR_EACH
    }

    private TokenCache cacheIn(Place place) {
        return switch (place) {
            case THE_PROCESS -> TokenCache.inProcess(clock, events::add);
            case ONE_DOCUMENT -> backed(StoreOptions.wholeDocument());
            case A_DOCUMENT_FOR_EACH -> backed(StoreOptions.perPartition());
        };
    }

    private TokenCache backed(StoreOptions options) {
        return TokenCache.backedBy(store, codec, clock, events::add, CacheBounds.STANDARD, options);
    }

    private AccountTransfer transfer(TokenCache cache) {
        return transfer(cache, "cid");
    }

    private AccountTransfer transfer(TokenCache cache, String clientId) {
        return new AccountTransfer(clientId, Set.of(CLOUD), cache, codec, clock);
    }

    private static Account named(String username) {
        return new Account(
                "ada.t1",
                CLOUD,
                username,
                Map.of("t1", new TenantProfile("t1", "oid-1", true, new IdTokenClaims(Map.of("name", username)))));
    }

    private long now() {
        return clock.millis() / 1000;
    }

    private AccessToken token(String clientId, String secret, Scopes scopes, long lifetime) {
        return new AccessToken(
                Secret.of(secret),
                "Bearer",
                scopes,
                clientId,
                "t1",
                "contoso.example",
                now(),
                now() + lifetime,
                now() + lifetime,
                now() + lifetime / 2);
    }

    private IdToken idToken(String username) {
        return idToken("cid", username);
    }

    private IdToken idToken(String clientId, String username) {
        Map<String, Object> claims = Map.of("iat", now(), "preferred_username", username);
        String payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(codec.write(claims).getBytes(StandardCharsets.UTF_8));
        return new IdToken(Secret.of("e30." + payload + ".x"), clientId, "t1", new IdTokenClaims(claims));
    }

    private void keep(TokenCache cache, String generation, Scopes scopes) {
        cache.keep(
                named("ada-" + generation),
                token("cid", "at-" + generation, scopes, 3600),
                Optional.of(idToken("ada-" + generation)),
                Optional.of(new RefreshToken(Secret.of("rt-" + generation), "cid", "", "", now())),
                scopes,
                true);
    }

    private @Nullable String accessToken(TokenCache cache, String scope) {
        AccessToken found = cache.find(
                ADA,
                "cid",
                "contoso.example",
                Scopes.requested(scope),
                TokenKind.BEARER,
                now(),
                MinimumLifetime.of(Duration.ZERO));
        return found == null ? null : found.reveal();
    }

    private static List<String> refreshTokens(TokenCache cache) {
        return cache.refreshTokens(ADA, "cid").stream()
                .map(token -> token.secret().reveal())
                .toList();
    }

    private Secret export() {
        return transfer(source).exported(ADA).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasExportedServesAndCanBeRefreshedWhereItIsImported(Place place) {
        keep(source, "1", READ_AND_SEND);
        TokenCache target = cacheIn(place);

        Account imported = transfer(target).imported(export());

        assertThat(imported).isEqualTo(ADA);
        assertThat(imported.username()).isEqualTo("ada-1");
        assertThat(imported.tenantProfiles()).containsOnlyKeys("t1");
        assertThat(accessToken(target, "User.Read")).isEqualTo("at-1");
        assertThat(refreshTokens(target)).containsExactly("rt-1");
        assertThat(target.idToken(ADA, token("cid", "", READ, 1)).claims().username())
                .contains("ada-1");
        assertThat(target.account(CLOUD, "ada.t1")).contains(ADA);
        assertThat(refreshTokens(source)).containsExactly("rt-1");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReceivedLaterStaysAndWhatIsMissingComesBesideIt(Place place) {
        keep(source, "old", READ_AND_SEND);
        Secret old = export();
        clock.advance(Duration.ofMinutes(1));
        TokenCache target = cacheIn(place);
        keep(target, "new", READ);

        Account imported = transfer(target).imported(old);

        assertThat(accessToken(target, "User.Read")).isEqualTo("at-new");
        assertThat(accessToken(target, "Mail.Send")).isEqualTo("at-old");
        assertThat(refreshTokens(target)).containsExactly("rt-new");
        assertThat(imported.username()).isEqualTo("ada-new");
        assertThat(target.idToken(ADA, token("cid", "", READ, 1)).claims().username())
                .contains("ada-new");
    }

    private void signInToAnother(TokenCache cache, String username) {
        cache.keep(
                named(username),
                token("another", "another-at", READ, 3600),
                Optional.of(idToken("another", username)),
                Optional.empty(),
                READ,
                true);
    }

    @ParameterizedTest
    @EnumSource
    void theIdTokenComesAlongAlsoWhereAnotherApplicationGotOneAfterIt(Place place) {
        keep(source, "1", READ);
        signInToAnother(source, "ada-2");
        TokenCache target = cacheIn(place);

        transfer(target).imported(export());

        assertThat(target.idToken(ADA, token("cid", "", READ, 1))).isEqualTo(idToken("ada-1"));
    }

    @Test
    void ofADocumentWithTheIdTokensOfTwoApplicationsEachTakesItsOwn() {
        TokenCache both = backed(StoreOptions.wholeDocument());
        keep(both, "1", READ);
        signInToAnother(both, "ada-2");
        Secret document = Secret.of(new String(store.content(TokenCache.WHOLE_CACHE), StandardCharsets.UTF_8));
        TokenCache target = cacheIn(Place.THE_PROCESS);

        transfer(target).imported(document);
        transfer(target, "another").imported(document);

        assertThat(target.idToken(ADA, token("cid", "", READ, 1))).isEqualTo(idToken("ada-1"));
        assertThat(target.idToken(ADA, token("another", "", READ, 1))).isEqualTo(idToken("another", "ada-2"));
    }

    @ParameterizedTest
    @EnumSource
    void anIdTokenThatIsOlderThanThatOfAnotherApplicationRenamesNobody(Place place) {
        keep(source, "old", READ);
        Secret old = export();
        clock.advance(Duration.ofMinutes(1));
        TokenCache target = cacheIn(place);
        signInToAnother(target, "ada-new");

        assertThat(transfer(target).imported(old).username()).isEqualTo("ada-new");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNewerTakesThePlaceOfWhatIsThere(Place place) {
        TokenCache target = cacheIn(place);
        keep(target, "old", READ);
        clock.advance(Duration.ofMinutes(1));
        keep(source, "new", READ_AND_SEND);

        Account imported = transfer(target).imported(export());

        assertThat(accessToken(target, "User.Read")).isEqualTo("at-new");
        assertThat(refreshTokens(target)).containsExactly("rt-new");
        assertThat(imported.username()).isEqualTo("ada-new");
    }

    @Test
    void whatIsImportedOnOneServerIsFoundOnTheOtherAndTwiceIsNoMoreThanOnce() throws Exception {
        keep(source, "1", READ);
        Secret document = export();
        TokenCache first = backed(StoreOptions.wholeDocument());
        TokenCache second = backed(StoreOptions.wholeDocument());

        transfer(first).imported(document);
        byte[] once = store.content(TokenCache.WHOLE_CACHE);
        transfer(first).imported(document);
        second.catchUp();

        assertThat(store.content(TokenCache.WHOLE_CACHE)).isEqualTo(once);
        assertThat(accessToken(second, "User.Read")).isEqualTo("at-1");
        assertThat(refreshTokens(second)).containsExactly("rt-1");
    }

    @Test
    void anImportLeavesOtherPeopleAndWhatOnlyOtherMsalsKnowAsTheyAre() {
        store.put(
                TokenCache.WHOLE_CACHE,
                ("{\"Future\":{\"k\":1},\"RefreshToken\":{\"ada.t1-login.windows.net-refreshtoken-cid--\":{"
                                + "\"home_account_id\":\"ada.t1\",\"environment\":\"login.windows.net\",\"client_id\":\"cid\","
                                + "\"secret\":\"older\",\"last_modification_time\":\"1\",\"note\":\"kept\"},"
                                + "\"g\":{\"home_account_id\":\"grace.t1\",\"environment\":\"login.windows.net\","
                                + "\"client_id\":\"cid\",\"secret\":\"hers\"}}}")
                        .getBytes(StandardCharsets.UTF_8));
        keep(source, "1", READ);

        transfer(backed(StoreOptions.wholeDocument())).imported(export());

        assertThat(new String(store.content(TokenCache.WHOLE_CACHE), StandardCharsets.UTF_8))
                .contains("\"Future\":{\"k\":1}", "\"note\":\"kept\"", "\"hers\"", "rt-1")
                .doesNotContain("older");
    }

    @Nested
    class WhatIsExported {

        @Test
        void isADocumentInTheFormThatAllMsalsShareAndASecret() throws Exception {
            keep(source, "1", READ);

            Secret document = export();

            assertThat(document).hasToString("[secret]");
            Map<?, ?> sections = (Map<?, ?>) codec.read(document.reveal());
            assertThat(sections.keySet().stream().map(Object::toString))
                    .containsExactlyInAnyOrder("Account", "IdToken", "AccessToken", "RefreshToken", "AppMetadata");
            assertThat(((Map<?, ?>) sections.get("AccessToken"))
                            .keySet().stream().map(Object::toString))
                    .containsExactly("ada.t1-login.windows.net-accesstoken-cid-t1-user.read");
        }

        @Test
        void isOfOnePersonAndOneApplicationWithoutWhatWasGotOnTheirBehalf() {
            keep(source, "1", READ);
            source.keep(
                    GRACE,
                    token("cid", "hers", READ, 3600),
                    Optional.empty(),
                    Optional.of(new RefreshToken(Secret.of("rt-hers"), "cid", "", "", now())),
                    READ,
                    true);
            source.keep(
                    ADA,
                    token("another", "another-at", READ, 3600),
                    Optional.empty(),
                    Optional.of(new RefreshToken(Secret.of("another-rt"), "another", "", "", now())),
                    READ,
                    true);
            source.keep(new AppKey("cid", CLOUD), token("cid", "own", READ, 3600), READ);
            source.keep(
                    OnBehalfOfKey.of("cid", CLOUD, "t1", Secret.of("assertion")),
                    ADA,
                    token("cid", "on-behalf", READ, 3600),
                    Optional.empty(),
                    READ);

            assertThat(export().reveal())
                    .contains("at-1", "rt-1")
                    .doesNotContain("hers", "another", "\"own\"", "on-behalf");
        }

        @Test
        void isNothingWhereNothingIsKeptThatTheApplicationMayUse() {
            keep(source, "1", READ);

            assertThat(transfer(source).exported(GRACE)).isEmpty();
            assertThat(transfer(source, "another").exported(ADA)).isEmpty();
        }

        @Test
        void hasNoAccessTokenThatIsOver() {
            keep(source, "1", READ);
            clock.advance(Duration.ofHours(1));

            assertThat(export().reveal()).contains("rt-1").doesNotContain("at-1");
        }

        @ParameterizedTest
        @EnumSource
        void hasTheRefreshTokenOfTheFamilyAndSaysWhichOneItIs(Place place) {
            TokenCache cache = cacheIn(place);
            cache.keep(
                    ADA,
                    token("cid", "at", READ, 3600),
                    Optional.empty(),
                    Optional.of(new RefreshToken(Secret.of("shared"), "cid", "", "1", now())),
                    READ,
                    true);
            Secret document = transfer(cache).exported(ADA).orElseThrow();
            TokenCache target = TokenCache.inProcess(clock, events::add);

            transfer(target).imported(document);

            assertThat(target.familyOf(new AppKey("cid", CLOUD))).isEqualTo("1");
            assertThat(target.refreshTokens(ADA, "another-of-the-family"))
                    .extracting(token -> token.secret().reveal())
                    .containsExactly("shared");
        }

        @Test
        void comesFromTheStoreWhereTheProcessHasNotReadItYet() {
            keep(backed(StoreOptions.perPartition()), "1", READ);

            Optional<Secret> document =
                    transfer(backed(StoreOptions.perPartition())).exported(ADA);

            assertThat(document.orElseThrow().reveal()).contains("at-1", "rt-1");
        }
    }

    @Nested
    class WhatCannotBeImported {

        private final TokenCache target = backed(StoreOptions.perPartition());

        private void assertRefused(String document, String... words) {
            assertThatThrownBy(() -> transfer(target).imported(Secret.of(document)))
                    .isInstanceOfSatisfying(
                            MsalConfigurationException.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo("invalid_account_document"))
                    .satisfies(failure ->
                            Stream.of(words).forEach(word -> assertThat(failure).hasMessageContaining(word)))
                    .hasMessageContaining("Nothing was kept")
                    .hasMessageNotContainingAny("at-1", "rt-1", "hers");
            assertThatCode(() -> assertThat(store.partitions()).isEmpty()).doesNotThrowAnyException();
            assertThat(target.accounts(CLOUD)).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.domain.cache.AccountTransferTest#noDocuments")
        void isWhatIsNoDocumentOrNamesNobody(String document) {
            assertRefused(document);
        }

        @Test
        void isADocumentThatWasCutAnywhere() {
            keep(source, "1", READ);
            String whole = export().reveal();

            for (int length = 0; length < whole.length(); length++) {
                assertRefused(whole.substring(0, length));
            }
        }

        @Test
        void isADocumentOfSeveralPeople() {
            TokenCache both = backed(StoreOptions.wholeDocument());
            keep(both, "1", READ);
            both.keep(GRACE, token("cid", "hers", READ, 3600), Optional.empty(), Optional.empty(), READ, true);
            String document = new String(store.content(TokenCache.WHOLE_CACHE), StandardCharsets.UTF_8);
            assertThatCode(() -> store.delete(TokenCache.WHOLE_CACHE)).doesNotThrowAnyException();

            assertRefused(document, "2 accounts");
        }

        @Test
        void isADocumentOfAnotherCloud() {
            keep(source, "1", READ);

            assertRefused(
                    export().reveal().replace(CLOUD, "login.partner.microsoftonline.cn"),
                    "login.partner.microsoftonline.cn",
                    CLOUD);
        }

        @Test
        void isADocumentWithoutAnythingForTheApplication() {
            keep(source, "1", READ);

            assertRefused(export().reveal().replace("\"cid\"", "\"somebody-else\""), "cid may use");
        }

        @Test
        void isADocumentInWhichEverythingIsOver() {
            source.keep(ADA, token("cid", "at-1", READ, 3600), Optional.empty(), Optional.empty(), READ, true);
            String document = export().reveal();
            clock.advance(Duration.ofHours(1));

            assertRefused(document, "still good");
        }
    }

    static Stream<String> noDocuments() {
        return Stream.of("", "  ", "null", "[]", "7", "{", "{}", "{\"Account\":[]}", "{\"Account\":{\"k\":{}}}");
    }
}
