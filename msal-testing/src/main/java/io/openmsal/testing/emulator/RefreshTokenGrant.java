package io.openmsal.testing.emulator;

import java.util.Map;

/** Redeems a refresh token and replaces it by a new one (RFC 6749 §6). */
final class RefreshTokenGrant implements TokenGrant {

    private final Directory directory;
    private final Grants grants;
    private final TokenResponses responses;

    RefreshTokenGrant(Directory directory, Grants grants, TokenResponses responses) {
        this.directory = directory;
        this.grants = grants;
        this.responses = responses;
    }

    @Override
    public String type() {
        return "refresh_token";
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        String refreshToken = call.required("refresh_token");
        UserGrant grant = grants.refreshTokenGrant(refreshToken);
        boolean isSharedByFamily = grant.isFamilyGrant() && app.isFamilyClient();
        if (!grant.clientId().equals(app.clientId()) && !isSharedByFamily) {
            throw Refusal.refreshTokenOfAnotherClient();
        }
        // the token of one tenant also opens the others the user is a member of
        directory.userOf(call.realm(), grant.user().username());
        Map<String, Object> response = responses.forUser(
                call, app, grant, Scopes.parse(call.request().parameter("scope").orElse("")));
        grants.rotate(refreshToken, grant.id());
        return response;
    }
}
