package io.openmsal.testing.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Exchanges an access token of this provider's own for another (RFC 8693 §2.1): the plain OpenID Connect provider's way on behalf of a
 * person. Microsoft Entra has another.
 */
final class TokenExchangeGrant implements TokenGrant {

    static final String TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private final UserAssertions assertions;
    private final TokenResponses responses;

    TokenExchangeGrant(UserAssertions assertions, TokenResponses responses) {
        this.assertions = assertions;
        this.responses = responses;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        if (call.realm().isEntra()) {
            throw Refusal.unsupportedGrant(TYPE);
        }
        if (!app.isConfidential()) {
            throw Refusal.noClientAuthentication();
        }
        refuseAllBut(ACCESS_TOKEN, "subject_token_type", call.required("subject_token_type"));
        refuseAllBut(
                ACCESS_TOKEN,
                "requested_token_type",
                call.request().parameter("requested_token_type").orElse(ACCESS_TOKEN));
        Scopes scopes = Scopes.parse(call.request().parameter("scope").orElse(""));
        var grant = new UserGrant(
                UUID.randomUUID().toString(),
                userOf(call),
                app.clientId(),
                app.isFamilyClient(),
                scopes,
                Optional.empty(),
                call.now());
        var body = new LinkedHashMap<>(responses.forUser(call, app, grant, scopes));
        body.put("issued_token_type", ACCESS_TOKEN);
        return body;
    }

    /** Whatever is wrong with a subject token is an invalid request (RFC 8693 §2.2.2). */
    private EmulatorUser userOf(Call call) {
        String token = call.required("subject_token");
        try {
            return assertions.userOf(call, token);
        } catch (Refusal unacceptable) {
            throw unacceptable.named("invalid_request");
        }
    }

    private static void refuseAllBut(String known, String name, String value) {
        if (!value.equals(known)) {
            throw Refusal.unsupportedParameter(name, value);
        }
    }
}
