package io.openmsal.sample;

import io.openmsal.domain.account.IdTokenClaims;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/**
 * What a provider calls the session of one person in one browser (OpenID Connect Front-Channel Logout §3).
 *
 * @param issuer who calls it so
 * @param sid how
 */
record ProviderSession(String issuer, String sid) {

    /** The session an ID token is from. Where the provider has no name for it, it gets one that nobody else knows. */
    static ProviderSession of(IdTokenClaims claims) {
        return new ProviderSession(
                claims.issuer().orElse(""),
                claims.text("sid").orElseGet(() -> UUID.randomUUID().toString()));
    }

    /** A key for tables, of the same length whatever a provider, or anybody, sends. */
    String key() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(issuer.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(sid.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
