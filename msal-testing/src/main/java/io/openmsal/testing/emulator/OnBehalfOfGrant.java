package io.openmsal.testing.emulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Trades the access token a web API received for one to a further API (RFC 7523 §2.1 with Entra's {@code requested_token_use}).
 * The token has to be one of this emulator's own, unexpired, and not meant for Microsoft Graph; the identifier URIs of an
 * application are not known here, so every other audience passes as its own.
 */
final class OnBehalfOfGrant implements TokenGrant {

    private final Directory directory;
    private final TokenResponses responses;
    private final SigningKey key;

    OnBehalfOfGrant(Directory directory, TokenResponses responses, SigningKey key) {
        this.directory = directory;
        this.responses = responses;
        this.key = key;
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
        String use = call.required("requested_token_use");
        if (!use.equals("on_behalf_of")) {
            throw Refusal.unsupportedParameter("requested_token_use", use);
        }
        JwtClaims assertion = key.verified(call.required("assertion")).orElseThrow(Refusal::userAssertionInvalid);
        Scopes scopes = Scopes.parse(call.required("scope"));
        var grant = new UserGrant(
                UUID.randomUUID().toString(),
                user(call, assertion),
                app.clientId(),
                app.isFamilyClient(),
                scopes,
                Optional.empty(),
                call.now());
        return responses.forUser(call, app, grant, scopes);
    }

    private EmulatorUser user(Call call, JwtClaims assertion) {
        try {
            Instant expiry = Instant.ofEpochSecond(assertion.getExpirationTime().getValue());
            if (!call.now().isBefore(expiry)) {
                throw Refusal.userAssertionExpired();
            }
            if (assertion.getAudience().equals(List.of(Scopes.GRAPH))) {
                throw Refusal.userAssertionAudience();
            }
            String username = assertion.getStringClaimValue("preferred_username");
            if (username == null) {
                throw Refusal.userAssertionInvalid();
            }
            return directory.userOf(call.realm(), username);
        } catch (MalformedClaimException notOurs) {
            throw Refusal.userAssertionInvalid();
        }
    }
}
