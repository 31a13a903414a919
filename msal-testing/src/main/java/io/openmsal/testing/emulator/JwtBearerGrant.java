package io.openmsal.testing.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes assertions about users (RFC 7523 §2.1). Entra wants one of its own access tokens, and to be told that it is for on-behalf-of; the plain
 * OpenID Connect provider wants one of an issuer outside that it trusts.
 */
final class JwtBearerGrant implements TokenGrant {

    private final UserAssertions assertions;
    private final TokenResponses responses;

    JwtBearerGrant(UserAssertions assertions, TokenResponses responses) {
        this.assertions = assertions;
        this.responses = responses;
    }

    @Override
    public String type() {
        return "urn:ietf:params:oauth:grant-type:jwt-bearer";
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        if (!app.isConfidential()) {
            throw Refusal.noClientAuthentication();
        }
        String assertion = call.required("assertion");
        EmulatorUser user;
        if (call.realm().isEntra()) {
            String use = call.required("requested_token_use");
            if (!use.equals("on_behalf_of")) {
                throw Refusal.unsupportedParameter("requested_token_use", use);
            }
            user = assertions.userOf(call, assertion);
        } else {
            user = assertions.userAccordingToOthers(call, assertion);
        }
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
