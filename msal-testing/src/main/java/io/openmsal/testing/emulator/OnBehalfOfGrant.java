package io.openmsal.testing.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Trades the access token a web API received for one to a further API (RFC 7523 §2.1 with Entra's {@code requested_token_use}). The plain
 * OpenID Connect provider does not know this.
 */
final class OnBehalfOfGrant implements TokenGrant {

    private final UserAssertions assertions;
    private final TokenResponses responses;

    OnBehalfOfGrant(UserAssertions assertions, TokenResponses responses) {
        this.assertions = assertions;
        this.responses = responses;
    }

    @Override
    public String type() {
        return "urn:ietf:params:oauth:grant-type:jwt-bearer";
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        if (!call.realm().isEntra()) {
            throw Refusal.unsupportedGrant(type());
        }
        if (!app.isConfidential()) {
            throw Refusal.noClientAuthentication();
        }
        String use = call.required("requested_token_use");
        if (!use.equals("on_behalf_of")) {
            throw Refusal.unsupportedParameter("requested_token_use", use);
        }
        EmulatorUser user = assertions.userOf(call, call.required("assertion"));
        Scopes scopes = Scopes.parse(call.required("scope"));
        var grant = new UserGrant(
                UUID.randomUUID().toString(),
                user,
                app.clientId(),
                app.isFamilyClient(),
                scopes,
                Optional.empty(),
                call.now());
        return responses.forUser(call, app, grant, scopes);
    }
}
