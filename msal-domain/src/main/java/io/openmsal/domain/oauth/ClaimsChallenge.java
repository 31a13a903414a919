package io.openmsal.domain.oauth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The claims challenge of an API that refuses a token until the issuer has looked again, for the {@code claims} option of the
 * next acquisition. Reads the challenges of RFC 9110 §11.6.1.
 */
public final class ClaimsChallenge {

    private ClaimsChallenge() {}

    /**
     * Finds the challenge in an API's answer.
     *
     * @param headerValue the value of {@code WWW-Authenticate} of an answer with the status 401; may hold several challenges
     * @return the JSON text in {@code claims} of the first {@code Bearer} challenge with {@code error="insufficient_claims"};
     *     empty when there is none, or when it cannot be read
     */
    public static Optional<String> fromWwwAuthenticate(String headerValue) {
        try {
            for (Challenge challenge : Challenge.in(headerValue)) {
                Optional<String> claims = challenge.parameter("claims");
                if (claims.isPresent() && wantsClaims(challenge)) {
                    return claims.map(ClaimsChallenge::decoded);
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean wantsClaims(Challenge challenge) {
        return challenge.isOf("Bearer")
                && challenge
                        .parameter("error")
                        .filter("insufficient_claims"::equals)
                        .isPresent();
    }

    /** Either alphabet, padded or not. Whether it is JSON in full is for whoever reads it. */
    private static String decoded(String base64) {
        byte[] bytes = Base64.getDecoder()
                .decode(base64.replace('-', '+').replace('_', '/').replaceAll("=+$", ""));
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException("not text", notText);
        }
        String trimmed = text.trim();
        if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) {
            throw new IllegalArgumentException("not an object");
        }
        return text;
    }
}
