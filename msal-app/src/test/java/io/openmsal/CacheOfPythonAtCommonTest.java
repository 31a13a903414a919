package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.token.TokenSource;
import io.openmsal.port.Secret;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.store.FakeTokenStore;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What MSAL for Python wrote under a word that stands for many tenants, {@code common} unless it is told otherwise. */
class CacheOfPythonAtCommonTest {

    private static final String HOME = "22222222-2222-2222-2222-222222222222";
    private static final String SIGNED_IN_BY_PYTHON = "at-of-python";
    private static final List<String> SECTIONS = List.of("AccessToken", "RefreshToken", "IdToken", "Account");

    private final FakeHttpTransport transport = new FakeHttpTransport();
    private final FakeTokenStore store = new FakeTokenStore();
    private String document = "";

    @BeforeEach
    void open() throws Exception {
        try (InputStream file = CacheOfPythonAtCommonTest.class.getResourceAsStream("python-at-common.json")) {
            document = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private PublicClientApplication app(String tenant) {
        return PublicClientApplication.builder("cid")
                .authority("https://login.microsoftonline.com/" + tenant)
                .transport(transport)
                .tokenStore(store)
                .build();
    }

    private void written(String text) throws Exception {
        store.update(TokenCache.WHOLE_CACHE, present -> text.getBytes(StandardCharsets.UTF_8));
    }

    private String stored() throws Exception {
        return new String(store.read(TokenCache.WHOLE_CACHE).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "organizations", "consumers"})
    void isServedWithoutARequestToThePersonOfTheHomeTenant(String word) throws Exception {
        written(document.replace("common", word));
        PublicClientApplication app = app(word);
        Account ada = app.accounts().get(0);

        assertThat(ada.tenantProfiles()).containsOnlyKeys(HOME);
        assertThat(ada.tenantProfiles().get(HOME).isHome()).isTrue();
        assertThat(ada.tenantProfiles().get(HOME).localAccountId()).isEqualTo("11111111-1111-1111-1111-111111111111");
        assertThat(app.acquireTokenSilent(ada, "User.Read").execute())
                .satisfies(result -> assertThat(result.source()).isEqualTo(TokenSource.CACHE))
                .satisfies(result -> assertThat(result.accessToken()).isEqualTo(SIGNED_IN_BY_PYTHON))
                .satisfies(result -> assertThat(result.tenantId()).isEqualTo(HOME))
                .satisfies(result -> assertThat(result.idToken()).isPresent());
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void isServedToWhoeverAsksTheHomeTenantItself() throws Exception {
        written(document);
        PublicClientApplication app = app(HOME);

        assertThat(app.acquireTokenSilent(app.accounts().get(0), "User.Read")
                        .execute()
                        .accessToken())
                .isEqualTo(SIGNED_IN_BY_PYTHON);
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void isImportedAsOfTheHomeTenant() {
        PublicClientApplication app = app("common");

        Account ada = app.importAccount(Secret.of(document));

        assertThat(ada.tenantProfiles()).containsOnlyKeys(HOME);
        assertThat(app.acquireTokenSilent(ada, "User.Read").execute().source()).isEqualTo(TokenSource.CACHE);
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void makesWayForWhatIsRefreshedHere() throws Exception {
        written(document);
        PublicClientApplication app = app("common");
        transport.reply(
                200,
                "{\"access_token\":\"at-of-ours\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                        + "\"scope\":\"User.Read openid profile offline_access\",\"refresh_token\":\"rt-of-ours\"}");

        app.acquireTokenSilent(app.accounts().get(0), "User.Read")
                .forceRefresh()
                .execute();

        assertThat(stored()).doesNotContain(SIGNED_IN_BY_PYTHON);
        JsonObject tokens = JsonObject.parse(new GsonJsonCodec(), stored())
                .object("AccessToken")
                .orElseThrow();
        assertThat(tokens.members().keySet()).singleElement().asString().contains("-accesstoken-cid-" + HOME + "-");
        PublicClientApplication started = app("common");
        assertThat(started.acquireTokenSilent(started.accounts().get(0), "User.Read")
                        .execute()
                        .accessToken())
                .isEqualTo("at-of-ours");
    }

    private void refreshedHere() {
        PublicClientApplication app = app("common");
        transport.reply(
                200,
                "{\"access_token\":\"at-of-ours\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"User.Read openid profile offline_access\","
                        + "\"refresh_token\":\"rt-of-ours\",\"id_token\":\"" + idToken() + "\",\"client_info\":\""
                        + base64("{\"uid\":\"11111111-1111-1111-1111-111111111111\",\"utid\":\"" + HOME + "\"}")
                        + "\"}");
        app.acquireTokenSilent(app.accounts().get(0), "User.Read")
                .forceRefresh()
                .execute();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String idToken() {
        return document.replaceFirst("(?s).*\"secret\": \"(eyJ[^\"]*)\".*", "$1");
    }

    /** Python lists accounts under its own host name alone if there are any. */
    @Test
    void leavesThePersonWherePythonListsThem() throws Exception {
        written(document);

        refreshedHere();

        assertThat(JsonObject.parse(new GsonJsonCodec(), stored())
                        .object("Account")
                        .orElseThrow()
                        .members())
                .containsOnlyKeys("11111111-1111-1111-1111-111111111111." + HOME + "-login.microsoftonline.com-common");
        assertThat(app("common").accounts()).hasSize(1);
    }

    /** Without instance discovery Python knows no other name of the cloud. */
    @Test
    void keepsTheNameOfTheCloudUnderWhichPythonLooks() throws Exception {
        written(document);

        refreshedHere();

        JsonObject whole = JsonObject.parse(new GsonJsonCodec(), stored());
        for (String section : SECTIONS) {
            JsonObject entries = whole.object(section).orElseThrow();
            assertThat(entries.members()).as(section).hasSize(1);
            String key = entries.members().keySet().iterator().next();
            assertThat(key).contains("-login.microsoftonline.com-");
            assertThat(entries.object(key).orElseThrow().string("environment")).contains("login.microsoftonline.com");
        }
        assertThat(stored()).contains("at-of-ours", "rt-of-ours").doesNotContain("rt-of-python", "login.windows.net");
    }

    /** Python removes what names the host under which it found the account, by the keys that it makes of what the entries say. */
    @Test
    void goesWholeWhenThePersonSignsOutThere() throws Exception {
        written(document);
        refreshedHere();

        JsonObject whole = JsonObject.parse(new GsonJsonCodec(), stored());
        for (String section : SECTIONS) {
            JsonObject entries = whole.object(section).orElseThrow();
            entries.members()
                    .keySet()
                    .removeIf(key ->
                            keyOfPython(entries.object(key).orElseThrow()).equals(key));
        }
        written(new GsonJsonCodec().write(whole.members()));

        assertThat(app("common").accounts()).isEmpty();
        assertThat(stored()).doesNotContain("of-ours", "of-python");
    }

    private static String keyOfPython(JsonObject entry) {
        String owner = entry.string("home_account_id").orElseThrow() + "-login.microsoftonline.com-";
        String type = entry.string("credential_type").orElse("Account");
        String rest = switch (type) {
            case "Account" -> entry.string("realm").orElseThrow();
            case "IdToken" -> type + "-cid-" + entry.string("realm").orElseThrow() + "-";
            case "RefreshToken" -> type + "-cid--" + entry.string("target").orElse("");
            default ->
                type + "-cid-" + entry.string("realm").orElseThrow() + "-"
                        + entry.string("target").orElseThrow();
        };
        return (owner + rest).toLowerCase(Locale.ROOT);
    }

    @Test
    void staysAsItIsWhereNothingTakesItsPlace() throws Exception {
        written(document.replace("\"token_type\"", "\"field_of_others\": \"kept\", \"token_type\""));
        PublicClientApplication app = app("common");
        transport.reply(
                200,
                "{\"access_token\":\"at-for-mail\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"Mail.Read\"}");

        app.acquireTokenSilent(app.accounts().get(0), "Mail.Read").execute();

        JsonObject theirs = JsonObject.parse(new GsonJsonCodec(), stored())
                .object("AccessToken")
                .flatMap(tokens -> tokens.object("11111111-1111-1111-1111-111111111111." + HOME
                        + "-login.microsoftonline.com-accesstoken-cid-common-user.read openid profile offline_access"))
                .orElseThrow();
        assertThat(theirs.string("realm")).contains("common");
        assertThat(theirs.string("field_of_others")).contains("kept");
        assertThat(stored()).contains("at-for-mail");
    }

    @Test
    void ofAPersonWithoutATenantIsLeftUnderTheWord() throws Exception {
        written(document.replace("." + HOME, ""));
        PublicClientApplication app = app("common");

        assertThat(app.accounts().get(0).tenantProfiles()).containsOnlyKeys("common");
    }
}
