package io.openmsal.testing.emulator;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** An authorization request that passed its checks (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1). */
record AuthorizationRequest(
        Realm realm,
        EmulatorApp app,
        String redirectUri,
        ResponseMode responseMode,
        Scopes scopes,
        Optional<String> state,
        Optional<String> nonce,
        Optional<CodeChallenge> codeChallenge,
        Set<String> prompts,
        Optional<String> loginHint,
        Optional<Duration> maxAge,
        boolean wantsClientInfo) {

    /** The same for a code that is handed on to somebody without the verifier. */
    AuthorizationRequest withoutCodeChallenge() {
        return new AuthorizationRequest(
                realm,
                app,
                redirectUri,
                responseMode,
                scopes,
                state,
                nonce,
                Optional.empty(),
                prompts,
                loginHint,
                maxAge,
                wantsClientInfo);
    }
}
