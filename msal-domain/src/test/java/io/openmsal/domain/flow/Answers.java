package io.openmsal.domain.flow;

import io.openmsal.adapter.json.GsonJsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a token endpoint says, to be varied by the test that is about the variation. */
final class Answers {

    static final String TENANT_ID = "11111111-2222-3333-4444-555555555555";
    static final String OBJECT_ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    static final String HOME_ACCOUNT_ID = OBJECT_ID + "." + TENANT_ID;

    private final Map<String, Object> members = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    /** An application's own token. */
    static Answers own(String accessToken) {
        return new Answers()
                .with("token_type", "Bearer")
                .with("expires_in", 3600)
                .with("access_token", accessToken);
    }

    /** What a person's sign-in or refresh brings. */
    static Answers personal(String accessToken) {
        Answers answers = own(accessToken)
                .with("scope", "User.Read email openid profile")
                .with("refresh_token", "refresh-of-" + accessToken)
                .with("client_info", base64(new GsonJsonCodec().write(Map.of("uid", OBJECT_ID, "utid", TENANT_ID))));
        return answers.claim("iss", "https://login.microsoftonline.com/" + TENANT_ID + "/v2.0")
                .claim("aud", Flows.CLIENT_ID)
                .claim("tid", TENANT_ID)
                .claim("oid", OBJECT_ID)
                .claim("sub", "subject-1")
                .claim("preferred_username", "ada@contoso.example")
                .claim("name", "Ada");
    }

    Answers with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    Answers without(String name) {
        members.remove(name);
        return this;
    }

    Answers claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    Answers withoutClaim(String name) {
        claims.remove(name);
        return this;
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>(members);
        if (!claims.isEmpty()) {
            all.put("id_token", idToken());
        }
        return new GsonJsonCodec().write(all);
    }

    private String idToken() {
        GsonJsonCodec codec = new GsonJsonCodec();
        return base64(codec.write(Map.of("alg", "RS256", "typ", "JWT"))) + "." + base64(codec.write(claims))
                + ".signature";
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String error(String error, String description) {
        return new GsonJsonCodec()
                .write(Map.of(
                        "error", error, "error_description", description, "error_codes", java.util.List.of(50076)));
    }
}
