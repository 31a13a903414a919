package io.openmsal.testing.emulator;

import java.util.Map;
import java.util.Optional;

/** Redeems an authorization code, once (RFC 6749 §4.1.3, RFC 7636 §4.6). */
final class AuthorizationCodeGrant implements TokenGrant {

    private final Directory directory;
    private final Grants grants;
    private final TokenResponses responses;

    AuthorizationCodeGrant(Directory directory, Grants grants, TokenResponses responses) {
        this.directory = directory;
        this.grants = grants;
        this.responses = responses;
    }

    @Override
    public String type() {
        return "authorization_code";
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        Grants.IssuedCode code = grants.code(call.required("code"));
        AuthorizationRequest request = code.request();
        if (!call.realm().knowsCodesOf(request.realm())) {
            throw Refusal.unknownCode();
        }
        if (!request.app().clientId().equals(app.clientId())) {
            throw Refusal.codeOfAnotherClient();
        }
        if (!request.redirectUri().equals(call.required("redirect_uri"))) {
            throw Refusal.codeRedirectMismatch();
        }
        checkVerifier(request, call.request().parameter("code_verifier"));
        // the code of one tenant also opens the others the user is a member of
        directory.userOf(call.realm(), code.grant().user().username());
        UserGrant grant = grants.redeem(code);
        Map<String, Object> body = responses.forUser(
                call, app, grant, Scopes.parse(call.request().parameter("scope").orElse("")));
        if (wantsSpaCode(call, app)) {
            body.put("spa_code", grants.issueCode(grant, request.withoutCodeChallenge()));
        }
        return body;
    }

    /** Entra's hybrid sign-in: a second code, for the page that a server with a secret hands out. */
    private static boolean wantsSpaCode(Call call, EmulatorApp app) {
        boolean wanted = call.realm().isEntra()
                && call.request().parameter("return_spa_code").equals(Optional.of("1"));
        if (wanted && !app.isConfidential()) {
            throw Refusal.unsupportedParameter("return_spa_code", "1");
        }
        return wanted;
    }

    /** A verifier without a challenge is refused too: somebody took the challenge off the request (RFC 9700 §2.1.1). */
    private static void checkVerifier(AuthorizationRequest request, Optional<String> verifier) {
        verifier.ifPresent(CodeChallenge::refuseMalformed);
        Optional<CodeChallenge> challenge = request.codeChallenge();
        boolean isMet = challenge.isEmpty()
                ? verifier.isEmpty()
                : verifier.filter(challenge.get()::isMetBy).isPresent();
        if (!isMet) {
            throw Refusal.pkceMismatch();
        }
    }
}
