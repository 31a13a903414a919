package io.openmsal.domain.oauth;

import java.util.Optional;

/**
 * The nonce that a web API wants to find in the next signed HTTP request, for
 * {@link io.openmsal.domain.shape.SignedHttpRequest#withNonce}. An API gives one when it refuses a request, and the next one with the answer to
 * a request that it accepted.
 */
public final class PopNonce {

    private PopNonce() {}

    /**
     * Finds the nonce in an API's refusal.
     *
     * @param headerValue the value of {@code WWW-Authenticate} of an answer with the status 401; may hold several challenges
     * @return the {@code nonce} of the first {@code PoP} challenge that has one; empty when there is none, or when the value cannot be read
     */
    public static Optional<String> fromWwwAuthenticate(String headerValue) {
        try {
            for (Challenge challenge : Challenge.in(headerValue)) {
                Optional<String> nonce = challenge.parameter("nonce").filter(text -> !text.isEmpty());
                if (nonce.isPresent() && challenge.isOf("PoP")) {
                    return nonce;
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Finds the next nonce in any other answer of an API.
     *
     * @param headerValue the value of {@code Authentication-Info} (RFC 9110 §11.6.3)
     * @return its {@code nextnonce}; empty when there is none, or when the value cannot be read
     */
    public static Optional<String> fromAuthenticationInfo(String headerValue) {
        try {
            return Optional.ofNullable(Challenge.parametersIn(headerValue).get("nextnonce"))
                    .filter(text -> !text.isEmpty());
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
