package io.openmsal.testing.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** A PKCE challenge of method S256, the only one accepted (RFC 7636 §4.2). */
record CodeChallenge(String value) {

    static Optional<CodeChallenge> from(EmulatorRequest request) {
        Optional<String> method = request.parameter("code_challenge_method");
        Optional<String> challenge = request.parameter("code_challenge");
        if (challenge.isPresent() && !method.equals(Optional.of("S256"))) {
            throw Refusal.unsupportedParameter("code_challenge_method", method.orElse("plain"));
        }
        if (challenge.isEmpty() && method.isPresent()) {
            throw Refusal.missingParameter("code_challenge");
        }
        return challenge.map(CodeChallenge::new);
    }

    boolean isMetBy(String verifier) {
        String derived = Fingerprint.of("SHA-256", verifier.getBytes(StandardCharsets.US_ASCII));
        return MessageDigest.isEqual(
                derived.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.US_ASCII));
    }
}
