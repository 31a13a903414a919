package io.openmsal.domain.oauth;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.port.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the authorization request asked the ID token to show.
 *
 * @param nonce the nonce that was kept, whose hash was sent, if the flow had one
 * @param maxAge how old the sign-in may be, if the flow said so (OpenID Connect Core §3.1.2.1)
 */
public record SignInExpectation(Optional<Secret> nonce, Optional<Duration> maxAge) {

    /** What a clock may be off. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    /** Checks that nothing is missing. */
    public SignInExpectation {
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(maxAge, "maxAge");
    }

    /**
     * For flows without an authorization request of their own.
     *
     * @return the expectation that is always met
     */
    public static SignInExpectation none() {
        return new SignInExpectation(Optional.empty(), Optional.empty());
    }

    Optional<String> mismatchWith(IdTokenClaims claims, Instant now) {
        if (nonce.isPresent()
                && !sameText(Pkce.hashOfNonce(nonce.get()), claims.text("nonce").orElse(""))) {
            return Optional.of("carries another nonce, so it belongs to another sign-in");
        }
        Optional<Long> allowed = maxAge.map(Duration::getSeconds);
        if (allowed.isPresent()) {
            Optional<Long> authenticated = claims.number("auth_time");
            long earliest = now.minus(SKEW).getEpochSecond() - allowed.get();
            if (!authenticated.isPresent() || authenticated.get() < earliest) {
                return Optional.of("shows a sign-in that is older than max_age allows, or not when it was");
            }
        }
        return Optional.empty();
    }

    private static boolean sameText(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }
}
