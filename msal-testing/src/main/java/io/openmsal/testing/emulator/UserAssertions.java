package io.openmsal.testing.emulator;

import java.time.Instant;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Access tokens that a web API received and now shows in order to get another. They have to be of this emulator's own, unexpired, and not
 * meant for Microsoft Graph; the identifier URIs of an application are not known here, so every other audience passes as its own.
 */
final class UserAssertions {

    private final Directory directory;
    private final SigningKey key;

    UserAssertions(Directory directory, SigningKey key) {
        this.directory = directory;
        this.key = key;
    }

    /** Whose token it is. */
    EmulatorUser userOf(Call call, String token) {
        JwtClaims assertion = key.verified(token).orElseThrow(Refusal::userAssertionInvalid);
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
