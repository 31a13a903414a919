package io.openmsal.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.account.TenantProfile;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.ExtendedKey;
import io.openmsal.domain.token.IdToken;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.RefreshToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.domain.token.TokenKind;
import io.openmsal.port.Secret;
import io.openmsal.port.json.MalformedJsonException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UnifiedCacheDocumentTest {

    private static final GsonJsonCodec CODEC = new GsonJsonCodec();

    private static UnifiedCacheDocument read(String json) throws MalformedJsonException {
        return UnifiedCacheDocument.read(CODEC, json);
    }

    private static JsonObject section(UnifiedCacheDocument document, String name) throws MalformedJsonException {
        return JsonObject.parse(CODEC, document.write()).object(name).orElseThrow();
    }

    private static AccessToken token(String clientId, String realm, String scopes) {
        return new AccessToken(
                Secret.of("at"), "Bearer", Scopes.parse(scopes), clientId, realm, realm, 1000, 4600, 4600, 2800);
    }

    @Nested
    class Writing {

        private final Account account = new Account(
                "u1.t1",
                "login.microsoftonline.com",
                "Ada@Contoso.example",
                Map.of("common", new TenantProfile("common", "local", false, null)));

        @Test
        void keysAreThoseThatEveryMsalMakes() throws Exception {
            UnifiedCacheDocument document = read("");
            document.put(account, token("cid", "common", "User.Read openid profile"), 1000);
            document.put(account, new RefreshToken(Secret.of("rt"), "cid", "", "", 1000));
            document.put(account, "common");
            document.put(
                    "login.microsoftonline.com", token("cid", "ten", "https://graph.microsoft.com/.default"), 1000);
            document.putAppMetadata("login.microsoftonline.com", "Cid");

            assertThat(section(document, "AccessToken").members().keySet())
                    .containsExactly(
                            "u1.t1-login.microsoftonline.com-accesstoken-cid-common-user.read openid profile",
                            "-login.microsoftonline.com-accesstoken-cid-ten-https://graph.microsoft.com/.default");
            assertThat(section(document, "RefreshToken").members().keySet())
                    .containsExactly("u1.t1-login.microsoftonline.com-refreshtoken-cid--");
            assertThat(section(document, "Account").members().keySet())
                    .containsExactly("u1.t1-login.microsoftonline.com-common");
            assertThat(section(document, "AppMetadata").members().keySet())
                    .containsExactly("appmetadata-login.microsoftonline.com-Cid");
        }

        private OnBehalfOfKey onBehalfOf(String assertion) {
            return OnBehalfOfKey.of("cid", "login.microsoftonline.com", "t1", Secret.of(assertion));
        }

        @Test
        void aTokenOnBehalfOfSomeoneShadowsNeitherTheirOwnNorThatOfAnotherAssertion() throws Exception {
            UnifiedCacheDocument document = read("");
            AccessToken token = token("cid", "t1", "s");
            document.put(account, token, 1000);
            document.put(onBehalfOf("one"), account, token, 1000);
            document.put(onBehalfOf("two"), account, token, 1000);
            document.put(onBehalfOf("two"), account, token, 1000);
            document.put(account, token, 1000);

            JsonObject tokens = section(document, "AccessToken");
            assertThat(tokens.members()).hasSize(3);
            String hash = "dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z_0Me0";
            JsonObject entry = tokens.object("u1.t1-login.microsoftonline.com-accesstoken-cid-t1-s-" + hash)
                    .orElseThrow();
            assertThat(entry.string("user_assertion_hash")).contains(hash);
            assertThat(entry.string("home_account_id")).contains("u1.t1");
            assertThat(tokens.object("u1.t1-login.microsoftonline.com-accesstoken-cid-t1-s")
                            .orElseThrow()
                            .has("user_assertion_hash"))
                    .isFalse();
        }

        @Test
        void tokensOfEachKindStandBesideEachOther() throws Exception {
            UnifiedCacheDocument document = read("");
            AccessToken plain = token("cid", "t1", "s");
            for (int twice = 0; twice < 2; twice++) {
                document.put(account, plain, 1000);
                document.put(account, plain.ofKind(TokenKind.of("Bearer", "", "hash")), 1000);
                document.put(account, plain.ofKind(TokenKind.of("pop", "key-1", "")), 1000);
                document.put(account, plain.ofKind(TokenKind.of("pop", "key-2", "hash")), 1000);
            }

            JsonObject tokens = section(document, "AccessToken");
            assertThat(tokens.members().keySet())
                    .containsExactlyInAnyOrder(
                            "u1.t1-login.microsoftonline.com-accesstoken-cid-t1-s",
                            "u1.t1-login.microsoftonline.com-atext-cid-t1-s-hash",
                            "u1.t1-login.microsoftonline.com-accesstoken_with_authscheme-cid-t1-s-pop-key-1",
                            "u1.t1-login.microsoftonline.com-atext-cid-t1-s-pop-key-2-hash");
            JsonObject both = tokens.object("u1.t1-login.microsoftonline.com-atext-cid-t1-s-pop-key-2-hash")
                    .orElseThrow();
            assertThat(both.members())
                    .containsEntry("credential_type", "AccessToken_With_AuthScheme")
                    .containsEntry("key_id", "key-2")
                    .containsEntry("ext_cache_key", "hash");
        }

        @Test
        void aPlainTokenThatTakesThePlaceOfABoundOneOfAnotherMsalIsNotBoundByWhatIsLeft() throws Exception {
            String key = "u1.t1-login.microsoftonline.com-accesstoken-cid-t1-s";
            UnifiedCacheDocument document = read("{\"AccessToken\":{\"" + key + "\":{\"home_account_id\":\"u1.t1\","
                    + "\"environment\":\"login.microsoftonline.com\",\"client_id\":\"cid\",\"realm\":\"t1\",\"target\":\"s\","
                    + "\"secret\":\"old\",\"expires_on\":\"9999999999\",\"credential_type\":\"AccessToken\","
                    + "\"token_type\":\"ssh-cert\",\"key_id\":\"k\",\"note\":\"kept\"}}}");

            document.put(account, token("cid", "t1", "s"), 1000);

            JsonObject entry = section(document, "AccessToken").object(key).orElseThrow();
            assertThat(entry.has("key_id")).isFalse();
            assertThat(entry.string("note")).contains("kept");
        }

        @Test
        void anAccountOfAnAdfsServerIsToldByItsRealm() throws Exception {
            UnifiedCacheDocument document = read("");
            document.put(account, "common");
            document.put(new Account("subject", "fs.contoso.example", "ada", Map.of()), "adfs");

            JsonObject accounts = section(document, "Account");
            assertThat(accounts.object("u1.t1-login.microsoftonline.com-common")
                            .flatMap(entry -> entry.string("authority_type")))
                    .contains("MSSTS");
            assertThat(accounts.object("subject-fs.contoso.example-adfs")
                            .flatMap(entry -> entry.string("authority_type")))
                    .contains("ADFS");
        }

        @Test
        void timesAreTextsOfWholeSecondsAndAnAppTokenHasAnExplicitNullForItsPerson() throws Exception {
            UnifiedCacheDocument document = read("");
            document.put("login.microsoftonline.com", token("cid", "ten", "s"), 1000);

            JsonObject section = section(document, "AccessToken");
            JsonObject entry =
                    section.object(section.members().keySet().iterator().next()).orElseThrow();
            assertThat(entry.members())
                    .containsEntry("cached_at", "1000")
                    .containsEntry("expires_on", "4600")
                    .containsEntry("extended_expires_on", "4600")
                    .containsEntry("refresh_on", "2800")
                    .containsEntry("token_type", "Bearer")
                    .containsEntry("home_account_id", null);
        }

        @Test
        void whatItDoesNotKnowStaysAsItWas() throws Exception {
            String foreign =
                    "{\"Future\":{\"k\":{\"v\":[1,2.5,null]}},\"Account\":{\"u1.t1-login.microsoftonline.com-common\":"
                            + "{\"home_account_id\":\"u1.t1\",\"environment\":\"login.microsoftonline.com\",\"realm\":\"common\","
                            + "\"wam_account_ids\":{\"cid\":\"x\"}}},\"note\":\"kept\"}";
            UnifiedCacheDocument document = read(foreign);

            document.put(account, "common");
            document.put(account, token("cid", "common", "s"), 1000);

            JsonObject root = JsonObject.parse(CODEC, document.write());
            assertThat(CODEC.write(root.object("Future").orElseThrow().members()))
                    .isEqualTo("{\"k\":{\"v\":[1,2.5,null]}}");
            assertThat(root.string("note")).contains("kept");
            JsonObject entry = root.object("Account")
                    .orElseThrow()
                    .object("u1.t1-login.microsoftonline.com-common")
                    .orElseThrow();
            assertThat(entry.object("wam_account_ids").orElseThrow().string("cid"))
                    .contains("x");
            assertThat(entry.string("username")).contains("Ada@Contoso.example");
        }

        @Test
        void aTokenThatTakesThePlaceOfAnotherKeepsWhatOnlyOthersKnowAndNothingThatWasSaidOfTheOther() throws Exception {
            UnifiedCacheDocument document =
                    read("{\"AccessToken\":{\"u1.t1-login.microsoftonline.com-accesstoken-cid-t1-s\":{"
                            + "\"home_account_id\":\"u1.t1\",\"environment\":\"login.microsoftonline.com\",\"client_id\":\"cid\","
                            + "\"realm\":\"t1\",\"target\":\"s\",\"secret\":\"old\",\"expires_on\":\"1\",\"refresh_on\":\"1\","
                            + "\"openmsal_requested_realm\":\"contoso\",\"note\":\"kept\"}},"
                            + "\"RefreshToken\":{\"u1.t1-login.microsoftonline.com-refreshtoken-cid--\":{\"home_account_id\":\"u1.t1\","
                            + "\"environment\":\"login.microsoftonline.com\",\"client_id\":\"cid\",\"secret\":\"old\","
                            + "\"family_id\":\"1\",\"note\":\"kept too\"}}}");
            AccessToken withoutAdvice = new AccessToken(
                    Secret.of("new"), "Bearer", Scopes.parse("s"), "cid", "t1", "t1", 2, 9, 9, AccessToken.NEVER);

            document.put(account, withoutAdvice, 1000);
            document.put(account, new RefreshToken(Secret.of("new"), "cid", "", "", 1000));

            assertThat(document.write())
                    .contains("\"kept\"", "\"kept too\"")
                    .doesNotContain("\"old\"", "refresh_on", "contoso", "family_id");
        }

        @Test
        void anEntryWrittenUnderAnAliasIsReplacedUnderItAndNotShadowed() throws Exception {
            UnifiedCacheDocument document = read("{\"AccessToken\":{\"k\":{\"home_account_id\":\"u1.t1\","
                    + "\"environment\":\"login.microsoftonline.com\",\"client_id\":\"cid\",\"realm\":\"t1\",\"target\":\"s\","
                    + "\"secret\":\"old\",\"expires_on\":\"9999999999\",\"credential_type\":\"AccessToken\"}}}");
            Account folded = new Account("u1.t1", "login.windows.net", "", Map.of());

            document.put(folded, token("cid", "t1", "s openid"), 1000);

            assertThat(section(document, "AccessToken").members())
                    .containsOnlyKeys("u1.t1-login.microsoftonline.com-accesstoken-cid-t1-openid s");
            assertThat(document.write()).doesNotContain("\"old\"");
        }

        /** MSAL for Node ends keys with a dash more. */
        @Test
        void whatLiesUnderAKeyOfAnotherMsalStaysThere() throws Exception {
            String of =
                    "\"home_account_id\":\"u1.t1\",\"environment\":\"login.microsoftonline.com\",\"client_id\":\"cid\","
                            + "\"secret\":\"old\"";
            UnifiedCacheDocument document = read("{\"AccessToken\":{\"theirs-\":{" + of
                    + ",\"realm\":\"t1\",\"target\":\"profile User.Read\",\"expires_on\":\"1\"}},"
                    + "\"RefreshToken\":{\"theirs--\":{" + of + "}},"
                    + "\"IdToken\":{\"theirs---\":{" + of + ",\"realm\":\"t1\"}}}");

            putNewTokens(document);

            assertThat(document.write()).doesNotContain("\"old\"");
            assertThat(section(document, "AccessToken").members()).containsOnlyKeys("theirs-");
            assertThat(section(document, "RefreshToken").members()).containsOnlyKeys("theirs--");
            assertThat(section(document, "IdToken").members()).containsOnlyKeys("theirs---");
        }

        /** MSAL for Python removes an entry under the key that it makes of what the entry says. */
        @Test
        void scopesStayInTheOrderInWhichTheirKeyNamesThem() throws Exception {
            String key = "u1.t1-login.microsoftonline.com-accesstoken-cid-t1-profile user.read";
            UnifiedCacheDocument document = read("{\"AccessToken\":{\"" + key
                    + "\":{\"home_account_id\":\"u1.t1\",\"environment\":\"login.microsoftonline.com\",\"client_id\":\"cid\","
                    + "\"secret\":\"old\",\"realm\":\"t1\",\"target\":\"profile User.Read\",\"expires_on\":\"1\"}}}");

            putNewTokens(document);

            JsonObject entry = section(document, "AccessToken").object(key).orElseThrow();
            assertThat(entry.string("secret")).contains("at");
            assertThat(entry.string("target")).contains("profile User.Read");
        }

        @Test
        void whatLiesUnderTwoKeysStaysUnderTheUsualOne() throws Exception {
            UnifiedCacheDocument document = read("");
            putNewTokens(document);
            String whole = document.write();
            UnifiedCacheDocument twice =
                    read(whole.replaceAll("\"(u1.t1-[^\"]*)\":(\\{[^}]*})", "\"theirs-$1\":$2,\"$1\":$2"));

            assertThat(section(twice, "IdToken").members()).hasSize(2);

            putNewTokens(twice);

            assertThat(twice.write()).isEqualTo(whole);
        }

        @Test
        void ofTwoRefreshTokensTheOneBehindIsTheOneThatIsHandedOutAndReplaced() throws Exception {
            String of =
                    "{\"home_account_id\":\"u1.t1\",\"environment\":\"login.microsoftonline.com\",\"client_id\":\"cid\",";
            UnifiedCacheDocument document = read("{\"RefreshToken\":{"
                    + "\"u1.t1-login.microsoftonline.com-refreshtoken-cid--\":" + of
                    + "\"secret\":\"ours\",\"last_modification_time\":\"1000\"},"
                    + "\"u1.t1-login.microsoftonline.com-refreshtoken-cid---\":" + of + "\"secret\":\"theirs\"}}}");
            document.put(account, "t1");

            assertThat(document.refreshToken(account, "cid", "")
                            .orElseThrow()
                            .secret()
                            .reveal())
                    .isEqualTo("theirs");
            assertThat(document.index()
                            .user(new Account("u1.t1", "login.windows.net", "", Map.of()))
                            .refreshTokens())
                    .extracting(token -> token.secret().reveal())
                    .containsExactly("theirs");

            document.put(account, new RefreshToken(Secret.of("new"), "cid", "", "", 1001));

            assertThat(document.write()).contains("\"new\"").doesNotContain("\"ours\"", "\"theirs\"");
        }

        private void putNewTokens(UnifiedCacheDocument document) {
            document.put(account, token("cid", "t1", "User.Read profile"), 1000);
            document.put(account, new RefreshToken(Secret.of("rt"), "cid", "", "", 1000));
            document.put(account, new IdToken(Secret.of("it"), "cid", "t1", new IdTokenClaims(Map.of())));
        }

        /** Under Node's key, without the inputs that Node knows it by, Node would hand it out for a plain one. */
        @Test
        void aTokenWithFurtherInputsDoesNotStayUnderAKeyOfNode() throws Exception {
            UnifiedCacheDocument document = read(
                    "{\"AccessToken\":{\"theirs\":{\"home_account_id\":\"\","
                            + "\"environment\":\"login.microsoftonline.com\",\"client_id\":\"cid\",\"realm\":\"t1\",\"target\":\"s\","
                            + "\"secret\":\"old\",\"expires_on\":\"1\",\"additionalCacheKeyComponents\":{\"fmi_path\":\"p\"}}}}");
            String hash = ExtendedKey.of(Map.of("fmi_path", "p"));

            document.put(
                    "login.microsoftonline.com",
                    token("cid", "t1", "s").ofKind(TokenKind.of("Bearer", "", hash)),
                    1000);

            assertThat(section(document, "AccessToken").members()).hasSize(1).doesNotContainKey("theirs");
            assertThat(document.write()).contains("\"home_account_id\":null");
        }

        @Test
        void nothingOfAnotherMsalStandsInForWhatIsSaidToBeNothing() throws Exception {
            String key = "-login.microsoftonline.com-accesstoken-cid-t1-s";
            UnifiedCacheDocument document = read("{\"AccessToken\":{\"" + key + "\":{\"home_account_id\":\"\"}}}");

            document.put("login.microsoftonline.com", token("cid", "t1", "s"), 1000);

            assertThat(document.write()).contains("\"home_account_id\":null");
        }

        @Test
        void aRefreshTokenOfNoFamilyDoesNotStayUnderTheKeyOfOne() throws Exception {
            UnifiedCacheDocument document = read("");
            document.put(account, new RefreshToken(Secret.of("rt"), "cid", "", "1", 1000));
            UnifiedCacheDocument ofFamily = read(document.write().replace("refreshtoken-cid--", "refreshtoken-1--"));

            ofFamily.put(account, new RefreshToken(Secret.of("new"), "cid", "", "", 1001));

            assertThat(section(ofFamily, "RefreshToken").members())
                    .containsOnlyKeys("u1.t1-login.microsoftonline.com-refreshtoken-cid--");
        }

        @Test
        void aTokenOfAnAssertionThatIsNotUnderstoodStays() throws Exception {
            String entry = "\"theirs\":{\"home_account_id\":\"u1.t1\",\"environment\":\"login.microsoftonline.com\","
                    + "\"client_id\":\"cid\",\"realm\":\"t1\",\"target\":\"s\",\"secret\":\"old\",\"expires_on\":\"1\","
                    + "\"userAssertionHash\":[1]}";
            UnifiedCacheDocument document = read("{\"AccessToken\":{" + entry + "}}");

            document.put(account, token("cid", "t1", "s"), 1_000_000);

            assertThat(document.write()).contains(entry);
        }

        @Test
        void aTokenForMoreScopesTakesThePlaceOfAnotherUnderAKeyThatNamesThem() throws Exception {
            UnifiedCacheDocument document = read("");
            document.put(account, token("cid", "t1", "s"), 1000);

            document.put(account, token("cid", "t1", "s openid"), 1000);

            assertThat(section(document, "AccessToken").members())
                    .containsOnlyKeys("u1.t1-login.microsoftonline.com-accesstoken-cid-t1-openid s");
        }

        @Test
        void signingOutLeavesOtherPeopleAndOtherApplicationsAlone() throws Exception {
            Account other = new Account("u2.t1", "login.microsoftonline.com", "", Map.of());
            UnifiedCacheDocument document = read("");
            for (Account person : new Account[] {account, other}) {
                document.put(person, "t1");
                document.put(person, token("cid", "t1", "s"), 1000);
                document.put(person, new RefreshToken(Secret.of("rt"), "cid", "", "", 1));
                document.put(person, new RefreshToken(Secret.of("rt"), "another-app", "", "", 1));
            }

            Account signedOut = new Account("u1.t1", "login.microsoftonline.com", "", Map.of());
            document.remove(signedOut, "cid");

            assertThat(section(document, "AccessToken").members()).hasSize(1);
            assertThat(section(document, "Account").members()).hasSize(1);
            assertThat(section(document, "RefreshToken").members().keySet())
                    .containsExactlyInAnyOrder(
                            "u1.t1-login.microsoftonline.com-refreshtoken-another-app--",
                            "u2.t1-login.microsoftonline.com-refreshtoken-cid--",
                            "u2.t1-login.microsoftonline.com-refreshtoken-another-app--");
        }
    }

    /** Several names stand for one cloud, and some MSALs know none but the one that they are given. */
    @Nested
    class NamesOfOneCloud {

        private static final String PREFERRED = "login.windows.net";
        private static final String ALIAS = "login.microsoftonline.com";

        private final Account ada = adaAt(PREFERRED);

        private Account adaAt(String environment) {
            return new Account(
                    "u1.t1",
                    environment,
                    "ada@contoso.example",
                    Map.of("t1", new TenantProfile("t1", "local", true, null)));
        }

        /** Everything of her, once for each name. */
        private UnifiedCacheDocument writtenAt(String... names) throws MalformedJsonException {
            UnifiedCacheDocument document = read("");
            putEverything(document, adaAt(ALIAS), "old");
            String named = Stream.of(names)
                    .map(name -> "$1" + name + "$2" + name + "$3")
                    .collect(Collectors.joining(","));
            return read(document.write().replaceAll("(\"u1[^\"]*)" + ALIAS + "([^}]*)" + ALIAS + "([^}]*})", named));
        }

        private void putEverything(UnifiedCacheDocument document, Account person, String secret) {
            document.put(person, "t1");
            document.put(person, token(secret, "User.Read"), 1000);
            document.put(person, new RefreshToken(Secret.of(secret), "cid", "", "", 1000));
            document.put(person, new IdToken(Secret.of(secret), "cid", "t1", new IdTokenClaims(Map.of())));
        }

        private AccessToken token(String secret, String scopes) {
            return new AccessToken(
                    Secret.of(secret), "Bearer", Scopes.parse(scopes), "cid", "t1", "t1", 1000, 4600, 4600, 2800);
        }

        private void assertKeysOf(UnifiedCacheDocument document, String environment) throws MalformedJsonException {
            assertThat(section(document, "Account").members()).containsOnlyKeys("u1.t1-" + environment + "-t1");
            assertKeysOfTokens(document, environment);
        }

        private void assertKeysOfTokens(UnifiedCacheDocument document, String environment)
                throws MalformedJsonException {
            assertThat(section(document, "AccessToken").members())
                    .containsOnlyKeys("u1.t1-" + environment + "-accesstoken-cid-t1-user.read");
            assertThat(section(document, "RefreshToken").members())
                    .containsOnlyKeys("u1.t1-" + environment + "-refreshtoken-cid--");
            assertThat(section(document, "IdToken").members())
                    .containsOnlyKeys("u1.t1-" + environment + "-idtoken-cid-t1-");
        }

        @Test
        void whoIsThereUnderAnyOfThemStaysUnderIt() throws Exception {
            for (String name : new String[] {ALIAS, PREFERRED, "login.microsoft.com"}) {
                UnifiedCacheDocument document = writtenAt(name);

                putEverything(document, ada, "new");

                assertKeysOf(document, name);
                assertThat(document.write()).doesNotContain("\"old\"");
                for (String section : new String[] {"Account", "AccessToken", "RefreshToken", "IdToken"}) {
                    JsonObject entries = section(document, section);
                    assertThat(entries.members().keySet())
                            .allSatisfy(key -> assertThat(
                                            entries.object(key).orElseThrow().string("environment"))
                                    .contains(name));
                }
            }
        }

        @Test
        void allThatComesForAPersonIsPutWhereTheyAre() throws Exception {
            UnifiedCacheDocument document = writtenAt(ALIAS);
            OnBehalfOfKey session = OnBehalfOfKey.of("cid", PREFERRED, "t1", Secret.of("session"));

            document.put(ada, "t2");
            document.put(ada, token("mail", "Mail.Read"), 1000);
            document.putBeside(ada, token("files", "Files.Read"), 1000);
            document.put(ada, new RefreshToken(Secret.of("of another"), "another", "", "1", 1000));
            document.put(session, ada, token("on behalf", "s"), 1000);
            document.put(session, ada, new RefreshToken(Secret.of("of a session"), "cid", "", "", 1000));
            document.putAppMetadata(ada, "cid");
            document.putAppMetadata(new AppKey("cid", PREFERRED), "1");

            assertThat(document.write()).doesNotContain(PREFERRED);
            assertThat(document.index().familyOf(new AppKey("cid", PREFERRED))).isEqualTo("1");
            assertThat(document.knows(session)).isTrue();
            assertThat(document.index().user(ada).refreshTokens()).hasSize(2);
        }

        /** Who knows one name alone looks for it there. */
        @Test
        void theFamilyOfAnApplicationIsSaidUnderThePersonsNameAsWell() throws Exception {
            UnifiedCacheDocument document = writtenAt(ALIAS);
            document.putAppMetadata(new AppKey("a-member", PREFERRED), "1");

            document.putAppMetadata(ada, "a-member");

            assertThat(section(document, "AppMetadata")
                            .object("appmetadata-" + ALIAS + "-a-member")
                            .orElseThrow()
                            .string("family_id"))
                    .contains("1");
        }

        @Test
        void whoIsNewIsPutUnderTheNameThatTheLibraryPrefersWhoeverElseIsThere() throws Exception {
            UnifiedCacheDocument document = writtenAt(ALIAS);
            Account grace = new Account("u2.t1", PREFERRED, "", Map.of());

            putEverything(document, grace, "hers");

            for (String section : new String[] {"Account", "AccessToken", "RefreshToken", "IdToken"}) {
                assertThat(section(document, section).members().keySet())
                        .satisfiesExactlyInAnyOrder(
                                key -> assertThat(key).startsWith("u1.t1-" + ALIAS),
                                key -> assertThat(key).startsWith("u2.t1-" + PREFERRED));
            }
        }

        /** Whoever writes the preferred one knows the others. */
        @Test
        void ofTwoNamesTheOneThatIsNotPreferredGetsTheOnlyTokens() throws Exception {
            for (String[] both : new String[][] {{ALIAS, PREFERRED}, {PREFERRED, ALIAS}}) {
                UnifiedCacheDocument document = writtenAt(both);

                putEverything(document, ada, "new");

                assertKeysOfTokens(document, ALIAS);
                assertThat(section(document, "Account").members()).hasSize(2);
                assertThat(document.write()).doesNotContain("\"old\"");
            }
        }

        @Test
        void theAccountEntryTellsTheNameBeforeTokensDo() throws Exception {
            JsonObject both =
                    JsonObject.parse(CODEC, writtenAt(PREFERRED, ALIAS).write());
            both.object("Account").orElseThrow().members().remove("u1.t1-" + ALIAS + "-t1");
            UnifiedCacheDocument document = read(CODEC.write(both.members()));

            putEverything(document, ada, "new");

            assertKeysOfTokens(document, PREFERRED);
        }

        @Test
        void anApplicationsOwnTokensStayUnderTheNameTheyHave() throws Exception {
            UnifiedCacheDocument document = read("");
            document.put(ALIAS, token("old", "s"), 1000);

            document.put(PREFERRED, token("new", "s"), 1000);
            document.put(PREFERRED, token("of others", "r"), 1000);

            assertThat(section(document, "AccessToken").members())
                    .containsOnlyKeys("-" + ALIAS + "-accesstoken-cid-t1-s", "-" + ALIAS + "-accesstoken-cid-t1-r");
            assertThat(document.write()).doesNotContain("\"old\"", PREFERRED);
        }

        /** MSAL for Python lists who it signed in at a word for many tenants by such an entry, and removes it under the key that it makes of it. */
        @Test
        void anAccountEntryUnderAWordForManyTenantsStaysTheOnlyOneOfTheHomeTenant() throws Exception {
            UnifiedCacheDocument document =
                    read("{\"Account\":{\"u1.t1-login.microsoftonline.com-common\":{\"home_account_id\":\"u1.t1\","
                            + "\"environment\":\"login.microsoftonline.com\",\"realm\":\"common\",\"username\":\"old\","
                            + "\"note\":\"kept\"}}}");

            document.put(ada, "t1");

            JsonObject entry = section(document, "Account")
                    .object("u1.t1-login.microsoftonline.com-common")
                    .orElseThrow();
            assertThat(section(document, "Account").members()).hasSize(1);
            assertThat(entry.members())
                    .containsEntry("realm", "common")
                    .containsEntry("environment", "login.microsoftonline.com")
                    .containsEntry("local_account_id", "local")
                    .containsEntry("username", "ada@contoso.example")
                    .containsEntry("note", "kept");
        }
    }

    /** Nobody else takes it out: the MSALs look for tokens of their own, and most do not even then. */
    @Nested
    class WhatIsOver {

        private static final long HOUR = 3600;
        private static final String CLOUD = "login.microsoftonline.com";
        private static final String ENTRY = "{\"home_account_id\":\"%s\",\"environment\":\"" + CLOUD
                + "\",\"client_id\":\"%s\",\"realm\":\"t1\",\"target\":\"s\",\"secret\":\"old\",\"expires_on\":\"4600\"%s}";

        private final Account account = new Account("u1.t1", CLOUD, "", Map.of());

        private AccessToken tokenAt(long now) {
            return tokenAt(now, "Bearer");
        }

        private AccessToken tokenAt(long now, String type) {
            return new AccessToken(
                    Secret.of("new"),
                    type,
                    Scopes.parse("s"),
                    "cid",
                    "t1",
                    "t1",
                    now,
                    now + HOUR,
                    now + HOUR,
                    AccessToken.NEVER);
        }

        private UnifiedCacheDocument holding(String entry) throws MalformedJsonException {
            return read("{\"AccessToken\":{\"theirs\":" + entry + "}}");
        }

        @Test
        void leavesTheDocumentAsSmallAsItIsHoweverManyKindsOfTokensCome() throws Exception {
            UnifiedCacheDocument document = read("");
            for (int renewal = 0; renewal < 500; renewal++) {
                long now = 2 * HOUR * renewal;
                document.put(
                        account, tokenAt(now, "pop").ofKind(TokenKind.of("pop", "key-of-process-" + renewal, "")), now);
                document.put(CLOUD, tokenAt(now).ofKind(TokenKind.of("Bearer", "", "agent-" + renewal)), now);
                document.put(
                        OnBehalfOfKey.of("cid", CLOUD, "t1", Secret.of("assertion-" + renewal)),
                        account,
                        tokenAt(now),
                        now);
            }

            assertThat(section(document, "AccessToken").members()).hasSize(3);
        }

        @Test
        void goesWithAnyTokenThatIsPutWhosesoeverItIs() throws Exception {
            long late = 4600 + HOUR;
            UnifiedCacheDocument byAPerson = holding(String.format(ENTRY, "u2.t1", "another-app", ""));
            UnifiedCacheDocument byAnApplication = holding(String.format(ENTRY, "u2.t1", "another-app", ""));
            UnifiedCacheDocument byAnAssertion = holding(String.format(ENTRY, "u2.t1", "another-app", ""));
            UnifiedCacheDocument byAnImport = holding(String.format(ENTRY, "u2.t1", "another-app", ""));

            byAPerson.put(account, tokenAt(late), late);
            byAnApplication.put(CLOUD, tokenAt(late), late);
            byAnAssertion.put(
                    OnBehalfOfKey.of("cid", CLOUD, "t1", Secret.of("assertion")), account, tokenAt(late), late);
            byAnImport.putBeside(account, tokenAt(late), late);

            for (UnifiedCacheDocument document :
                    new UnifiedCacheDocument[] {byAPerson, byAnApplication, byAnAssertion, byAnImport}) {
                assertThat(section(document, "AccessToken").members())
                        .hasSize(1)
                        .doesNotContainKey("theirs");
            }
        }

        @Test
        void staysForAnHourInWhichTheClockOfAnotherMachineMayBeBehind() throws Exception {
            UnifiedCacheDocument document = holding(String.format(ENTRY, "u2.t1", "cid", ""));

            document.put(account, tokenAt(4600 + HOUR - 1), 4600 + HOUR - 1);

            assertThat(section(document, "AccessToken").members()).containsKey("theirs");
        }

        @Test
        void staysWhileItMayServeInAnOutage() throws Exception {
            UnifiedCacheDocument document =
                    holding(String.format(ENTRY, "u2.t1", "cid", ",\"extended_expires_on\":\"90000\""));

            document.put(account, tokenAt(90_000 + HOUR - 1), 90_000 + HOUR - 1);
            assertThat(section(document, "AccessToken").members()).containsKey("theirs");

            document.put(account, tokenAt(90_000 + HOUR), 90_000 + HOUR);
            assertThat(section(document, "AccessToken").members()).doesNotContainKey("theirs");
        }

        @Test
        void staysWordForWordWhereItIsNotUnderstood() throws Exception {
            for (String entry : new String[] {
                String.format(ENTRY, "u2.t1", "cid", ",\"credential_type\":\"OfTheFuture\""),
                String.format(ENTRY, "u2.t1", "cid", ",\"ext_cache_key\":7"),
                String.format(ENTRY, "u2.t1", "cid", "").replace("\"secret\":\"old\",", ""),
                String.format(ENTRY, "u2.t1", "cid", "").replace("\"4600\"", "\"soon\""),
                "{\"expires_on\":\"1\"}",
                "7"
            }) {
                UnifiedCacheDocument document = holding(entry);

                document.put(account, tokenAt(1_000_000), 1_000_000);

                assertThat(document.write()).contains("\"theirs\":" + entry);
            }
        }
    }

    /** When nobody needs it any more. */
    @Nested
    class End {

        private static final String ENTRY =
                "{\"environment\":\"login.microsoftonline.com\",\"client_id\":\"cid\",\"realm\":\"t1\",\"secret\":\"s\","
                        + "\"expires_on\":\"4600\"}";

        private static Optional<Long> endOf(String... accessTokens) throws MalformedJsonException {
            StringBuilder section = new StringBuilder();
            for (String entry : accessTokens) {
                section.append(section.length() == 0 ? "" : ",")
                        .append("\"k" + section.length() + "\":")
                        .append(entry);
            }
            return read("{\"AccessToken\":{" + section + "},\"AppMetadata\":{\"m\":{}},\"IdToken\":{}}")
                    .end();
        }

        @Test
        void isThatOfTheAccessTokenThatEndsLastAlsoInAnOutage() throws Exception {
            assertThat(endOf(ENTRY)).contains(4600L);
            assertThat(endOf(ENTRY.replace("4600", "5000"), ENTRY)).contains(5000L);
            assertThat(endOf(ENTRY, ENTRY.replace("}", ",\"extended_expires_on\":\"90000\"}")))
                    .contains(90_000L);
        }

        @Test
        void isNotKnownWhereAnAccessTokenIsNotUnderstood() throws Exception {
            for (String entry : new String[] {
                ENTRY.replace("\"4600\"", "\"soon\""),
                ENTRY.replace("\"secret\":\"s\",", ""),
                ENTRY.replace("}", ",\"credential_type\":\"OfTheFuture\"}"),
                ENTRY.replace("}", ",\"user_assertion_hash\":\"a\",\"userAssertionHash\":\"b\"}"),
                "7"
            }) {
                assertThat(endOf(ENTRY, entry)).as(entry).isEmpty();
            }
        }

        @Test
        void isNotKnownWhereThereIsNoAccessTokenOrAnythingElse() throws Exception {
            assertThat(endOf()).isEmpty();
            for (String section : new String[] {"RefreshToken", "IdToken", "Account", "OfTheFuture"}) {
                assertThat(read("{\"AccessToken\":{\"k\":" + ENTRY + "},\"" + section + "\":{\"k\":{}}}")
                                .end())
                        .as(section)
                        .isEmpty();
            }
        }

        @Test
        void isThatOfTheTokensWherePeopleStandForTheirSakeUnlessOneCanBeRefreshed() throws Exception {
            String people = "{\"AccessToken\":{\"k\":" + ENTRY + "},\"Account\":{\"k\":{}},\"IdToken\":{\"k\":{}}";

            assertThat(read(people + "}").endBesidePeople()).contains(4600L);
            assertThat(read(people + ",\"RefreshToken\":{\"k\":{}}}").endBesidePeople())
                    .isEmpty();
        }
    }

    @Nested
    class Reading {

        private static final String ENTRY =
                "{\"home_account_id\":\"u1.t1\",\"environment\":\"login.microsoftonline.com\","
                        + "\"client_id\":\"cid\",\"realm\":\"t1\",\"target\":\"User.Read openid\",\"secret\":\"at\","
                        + "\"expires_on\":\"4600\",\"credential_type\":\"AccessToken\"%s}";
        private static final String ACCOUNT = "\"Account\":{\"a\":{\"home_account_id\":\"u1.t1\","
                + "\"environment\":\"login.microsoftonline.com\",\"realm\":\"t1\",\"username\":\"ada@contoso.example\"}}";

        private AccessToken find(String document, String scope) throws Exception {
            return find(document, scope, TokenKind.BEARER);
        }

        private AccessToken find(String document, String scope, TokenKind kind) throws Exception {
            UserPartition user = read(document).index().user(new Account("u1.t1", "login.windows.net", "", Map.of()));
            return user == null
                    ? null
                    : user.find("cid", "t1", Scopes.parse(scope), kind, 0, MinimumLifetime.of(Duration.ZERO));
        }

        @Test
        void aDocumentOfAnotherMsalServesUnderEveryAliasOfItsHostWhateverItsKeysAre() throws Exception {
            String document = "{" + ACCOUNT + ",\"AccessToken\":{\"any key\":" + String.format(ENTRY, "") + "}}";

            assertThat(find(document, "User.Read").secret().reveal()).isEqualTo("at");
        }

        @Test
        void whatWasGotWithAnAssertionIsKeptUnderTheWordItWasAskedUnder() throws Exception {
            OnBehalfOfKey asked = OnBehalfOfKey.of("cid", "login.windows.net", "common", Secret.of("assertion"));
            String extra = ",\"user_assertion_hash\":\"" + asked.assertionHash() + "\"";
            String entry = String.format(ENTRY, extra).replace("\"realm\":\"t1\"", "\"realm\":\"common\"");

            assertThat(read("{" + ACCOUNT + ",\"AccessToken\":{\"k\":" + entry + "}}")
                            .knows(asked))
                    .isTrue();
        }

        @Test
        void tokensBoundToAKeyOrKeptApartAreNotForPlainRequests() throws Exception {
            for (String extra : new String[] {
                ",\"key_id\":\"k\"",
                ",\"kid\":\"k\"",
                ",\"user_assertion_hash\":\"h\"",
                ",\"userAssertionHash\":\"h\"",
                ",\"ext_cache_key\":\"h\"",
                ",\"ext_cache_key_hash\":\"h\"",
                ",\"additionalCacheKeyComponents\":{\"fmi_path\":\"p\"}"
            }) {
                String document = "{" + ACCOUNT + ",\"AccessToken\":{\"k\":" + String.format(ENTRY, extra) + "}}";
                assertThat(find(document, "User.Read")).as(extra).isNull();
            }
            String dotNet = String.format(ENTRY, "").replace("\"AccessToken\"", "\"ATExt\"");
            assertThat(find("{" + ACCOUNT + ",\"AccessToken\":{\"k\":" + dotNet + "}}", "User.Read"))
                    .isNull();
        }

        @Test
        void anAssertionIsUnderstoodInTheDialectOfNode() throws Exception {
            OnBehalfOfKey key = OnBehalfOfKey.of("cid", "login.windows.net", "t1", Secret.of("assertion"));
            String entry = String.format(ENTRY, ",\"userAssertionHash\":\"" + key.assertionHash() + "\"");
            UnifiedCacheDocument document = read("{" + ACCOUNT + ",\"AccessToken\":{\"theirs\":" + entry + "}}");

            assertThat(document.index().onBehalfOf(key)).isNotNull();

            Account person = new Account("u1.t1", "login.microsoftonline.com", "", Map.of());
            document.put(
                    OnBehalfOfKey.of("cid", "login.microsoftonline.com", "t1", Secret.of("assertion")),
                    person,
                    token("cid", "t1", "User.Read openid"),
                    1000);

            assertThat(section(document, "AccessToken").members()).hasSize(1).doesNotContainKey("theirs");
            assertThat(document.write()).doesNotContain("userAssertionHash").contains("user_assertion_hash");
        }

        /** MSAL for Node gives all assertions of a person one key, and leaves fields there that it does not know. */
        @Test
        void aTokenWithTheHashesOfTwoAssertionsServesNeither() throws Exception {
            OnBehalfOfKey one = OnBehalfOfKey.of("cid", "login.windows.net", "t1", Secret.of("one"));
            OnBehalfOfKey other = OnBehalfOfKey.of("cid", "login.windows.net", "t1", Secret.of("other"));
            String document = "{" + ACCOUNT + ",\"AccessToken\":{\"k\":"
                    + String.format(
                            ENTRY,
                            ",\"userAssertionHash\":\"" + one.assertionHash() + "\",\"user_assertion_hash\":\""
                                    + other.assertionHash() + "\"")
                    + "}}";

            assertThat(read(document).index().onBehalfOf(one)).isNull();
            assertThat(read(document).index().onBehalfOf(other)).isNull();
            assertThat(find(document, "User.Read")).isNull();
        }

        @Test
        void furtherInputsAreUnderstoodInTheDialectOfEachMsal() throws Exception {
            String hash = ExtendedKey.of(Map.of("fmi_path", "p", "slice", "1"));
            String upperCase = hash.toUpperCase(Locale.ROOT);
            Map<String, String> dialects = Map.of(
                    "Go and Python",
                    ",\"ext_cache_key\":\"" + hash + "\"",
                    "Java",
                    ",\"ext_cache_key_hash\":\"" + upperCase + "\",\"credential_type\":\"AText\"",
                    ".NET",
                    ",\"ext\":{\"slice\":\"1\",\"fmi_path\":\"p\"},\"credential_type\":\"ATExt\"",
                    "Node",
                    ",\"additionalCacheKeyComponents\":{\"fmi_path\":\"p\",\"slice\":\"1\"}");
            for (Map.Entry<String, String> dialect : dialects.entrySet()) {
                String entry = String.format(ENTRY, dialect.getValue());
                if (dialect.getValue().contains("credential_type")) {
                    entry = entry.replaceFirst("\"credential_type\":\"AccessToken\",", "");
                }
                String document = "{" + ACCOUNT + ",\"AccessToken\":{\"k\":" + entry + "}}";

                assertThat(find(document, "User.Read", TokenKind.of("Bearer", "", hash)))
                        .as(dialect.getKey())
                        .isNotNull();
                assertThat(find(document, "User.Read")).as(dialect.getKey()).isNull();
            }
        }

        @Test
        void entriesOfEveryDialectStayWordForWordWhenOtherTokensOfThePersonAreWritten() throws Exception {
            for (String foreign : new String[] {
                "\"ext_cache_key\":\"h\",\"credential_type\":\"AccessToken\"",
                "\"ext_cache_key_hash\":\"H\",\"credential_type\":\"AText\"",
                "\"ext\":{\"fmi_path\":\"p\"},\"persisted_cache_parameters\":{\"x\":[1]},\"credential_type\":\"ATExt\"",
                "\"additionalCacheKeyComponents\":{\"fmi_path\":\"p\"},\"credential_type\":\"AccessToken\"",
                "\"credential_type\":\"OfTheFuture\",\"new\":{\"field\":null}"
            }) {
                String entry = "\"k\":"
                        + String.format(ENTRY, "," + foreign).replaceFirst("\"credential_type\":\"AccessToken\",", "");
                UnifiedCacheDocument document = read("{" + ACCOUNT + ",\"AccessToken\":{" + entry + "}}");

                document.put(
                        new Account("u1.t1", "login.windows.net", "", Map.of()),
                        token("cid", "t1", "User.Read openid profile"),
                        1000);

                assertThat(document.write()).as(foreign).contains(entry);
                assertThat(section(document, "AccessToken").members()).hasSize(2);
            }
        }

        @Test
        void theOrderOfEntriesDoesNotMatter() throws Exception {
            String narrow = String.format(ENTRY, ",\"cached_at\":\"900\"").replace("\"at\"", "\"newer\"");
            String wide = String.format(ENTRY, ",\"cached_at\":\"100\"")
                    .replace("\"at\"", "\"older\"")
                    .replace("User.Read openid", "User.Read openid Mail.Read");
            for (String entries :
                    new String[] {"\"1\":" + narrow + ",\"2\":" + wide, "\"1\":" + wide + ",\"2\":" + narrow}) {
                String document = "{" + ACCOUNT + ",\"AccessToken\":{" + entries + "}}";

                assertThat(find(document, "User.Read").reveal()).isEqualTo("newer");
                assertThat(find(document, "Mail.Read").reveal()).isEqualTo("older");
            }
        }

        @Test
        void aKeyIsUnderstoodInTheDialectOfPythonAndOfDotNet() throws Exception {
            for (String field : new String[] {"key_id", "kid"}) {
                String entry = String.format(ENTRY, ",\"token_type\":\"pop\",\"" + field + "\":\"key-1\"");
                String document = "{" + ACCOUNT + ",\"AccessToken\":{\"k\":" + entry + "}}";

                assertThat(find(document, "User.Read", TokenKind.of("pop", "key-1", "")))
                        .isNotNull();
                assertThat(find(document, "User.Read", TokenKind.of("pop", "key-2", "")))
                        .isNull();
                assertThat(find(document, "User.Read")).isNull();
            }
        }

        @Test
        void anEntryThatPromisesMoreThanItSaysServesNobody() throws Exception {
            for (String extra : new String[] {
                ",\"ext_cache_key\":7", ",\"ext\":{\"fmi_path\":{}}", ",\"additionalCacheKeyComponents\":[]"
            }) {
                String document = "{" + ACCOUNT + ",\"AccessToken\":{\"k\":" + String.format(ENTRY, extra) + "}}";
                assertThat(find(document, "User.Read")).as(extra).isNull();
            }
            for (String type : new String[] {"ATExt", "AccessToken_With_AuthScheme", "Something"}) {
                String entry = String.format(ENTRY, "").replace("\"AccessToken\"", "\"" + type + "\"");
                assertThat(find("{" + ACCOUNT + ",\"AccessToken\":{\"k\":" + entry + "}}", "User.Read"))
                        .as(type)
                        .isNull();
            }
        }

        @Test
        void anEntryOfSomebodyWhoIsNoTextIsNotTheApplicationsOwn() throws Exception {
            AppKey app = new AppKey("cid", "login.windows.net");
            String entry = String.format(ENTRY, "");
            for (String nobody : new String[] {"\"\"", "null"}) {
                UnifiedCacheDocument document =
                        read("{\"AccessToken\":{\"k\":" + entry.replace("\"u1.t1\"", nobody) + "}}");
                assertThat(document.index().app(app, "t1")).as(nobody).isNotNull();
            }
            for (String odd : new String[] {"7", "{}", "[]", "true"}) {
                String whole = "{\"AccessToken\":{\"k\":" + entry.replace("\"u1.t1\"", odd) + "}}";
                UnifiedCacheDocument document = read(whole);
                assertThat(document.index().app(app, "t1")).as(odd).isNull();

                document.removeApp(app);
                document.put("login.windows.net", token("cid", "t1", "another"), 1_000_000);

                assertThat(document.write()).as(odd).contains("\"k\":{\"home_account_id\":" + odd);
            }
        }

        @Test
        void malformedEntriesAreSkippedAndDoNotHideTheOthers() throws Exception {
            String document = "{" + ACCOUNT + ",\"AccessToken\":{\"1\":null,\"2\":7,\"3\":{},\"4\":{\"secret\":\"x\"},"
                    + "\"5\":{\"secret\":[],\"expires_on\":{}},\"6\":" + String.format(ENTRY, "")
                    + "},\"RefreshToken\":[],\"IdToken\":{\"1\":{\"secret\":\"no.token\"}}}";

            assertThat(find(document, "User.Read")).isNotNull();
        }
    }
}
