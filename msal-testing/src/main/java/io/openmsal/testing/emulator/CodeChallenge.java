package io.openmsal.testing.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/** A PKCE challenge of method S256, the only one accepted (RFC 7636 §4.2). */
record CodeChallenge(String value) {

    /** RFC 7636 §4.1. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

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

    /** A verifier that anybody could guess is none, whatever its hash. */
    static void refuseMalformed(String verifier) {
        if (!VERIFIER.matcher(verifier).matches()) {
            throw Refusal.malformed("A 'code_verifier' has 43 to 128 letters, digits, '-', '.', '_' and '~'.");
        }
    }

    boolean isMetBy(String verifier) {
        String derived = Fingerprint.of("SHA-256", verifier.getBytes(StandardCharsets.US_ASCII));
        return MessageDigest.isEqual(
                derived.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.US_ASCII));
    }
}
