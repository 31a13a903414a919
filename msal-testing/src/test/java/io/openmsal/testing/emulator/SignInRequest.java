package io.openmsal.testing.emulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** An authorization request with sensible defaults; a test states only what it is about. Immutable. */
record SignInRequest(Emulator emulator, String path, Map<String, String> query) {

    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final String REDIRECT = "http://localhost:4711/redirect";

    static SignInRequest to(Emulator emulator) {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", emulator.defaultPublicClientId());
        query.put("response_type", "code");
        query.put("redirect_uri", REDIRECT);
        query.put("scope", "User.Read openid profile offline_access");
        query.put("state", "state & more");
        query.put("nonce", "a-nonce");
        query.put("code_challenge", CHALLENGE);
        query.put("code_challenge_method", "S256");
        query.put("client_info", "1");
        return new SignInRequest(emulator, "/contoso/oauth2/v2.0/authorize", query);
    }

    SignInRequest at(String otherPath) {
        return new SignInRequest(emulator, otherPath, query);
    }

    SignInRequest with(String name, String value) {
        return new SignInRequest(emulator, path, WireClient.with(query, name, value));
    }

    SignInRequest without(String name) {
        return new SignInRequest(emulator, path, WireClient.without(query, name));
    }

    URI uri() {
        return emulator.baseUri().resolve(path + "?" + FormParameters.encode(query));
    }

    /** The form that redeems the code such a request ends in. */
    Map<String, String> redemption(String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", query.getOrDefault("client_id", ""));
        form.put("code", code);
        form.put("redirect_uri", REDIRECT);
        form.put("code_verifier", VERIFIER);
        form.put("client_info", "1");
        return form;
    }

    Map<String, String> refreshing(String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("client_id", query.getOrDefault("client_id", ""));
        form.put("refresh_token", refreshToken);
        form.put("scope", "User.Read openid profile offline_access");
        form.put("client_info", "1");
        return form;
    }
}
