package io.openmsal.testing.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * What a web API shows of a user in order to get a token for them. Access tokens that it received have to be of this emulator's own, unexpired, and not
 * meant for Microsoft Graph; an ID token, which has no {@code scp}, is none; the identifier URIs of an application are not known here, so every other audience passes as its own. Assertions of others have to be of an issuer that is trusted, and for the provider
 * that is asked.
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
            refuseWhatIsOver(call, assertion);
            if (assertion.getAudience().equals(List.of(Scopes.GRAPH))) {
                throw Refusal.userAssertionAudience();
            }
            String username = assertion.getStringClaimValue("preferred_username");
            if (username == null) {
                throw Refusal.userAssertionInvalid();
            }
            if (assertion.getStringClaimValue("scp") == null) {
                throw Refusal.userAssertionIsIdToken(call.required("grant_type"));
            }
            return directory.userOf(call.realm(), username);
        } catch (MalformedClaimException notOurs) {
            throw Refusal.userAssertionInvalid();
        }
    }

    /** Whom an issuer outside vouches for. */
    EmulatorUser userAccordingToOthers(Call call, String token) {
        JwtClaims assertion = directory
                .issuer(issuerIn(token))
                .flatMap(issuer -> issuer.key().verified(token))
                .orElseThrow(Refusal::userAssertionInvalid);
        try {
            refuseWhatIsOver(call, assertion);
            EmulatorTenant tenant = call.realm().tenant().orElseThrow(Refusal::noTenantNamed);
            if (!assertion.getAudience().equals(List.of(call.realm().issuer(tenant)))) {
                throw Refusal.userAssertionAudience();
            }
            return directory.userOf(call.realm(), String.valueOf(assertion.getSubject()));
        } catch (MalformedClaimException notOurs) {
            throw Refusal.userAssertionInvalid();
        }
    }

    private static void refuseWhatIsOver(Call call, JwtClaims assertion) throws MalformedClaimException {
        boolean isGood = Optional.ofNullable(assertion.getExpirationTime())
                .filter(expiry -> call.now().isBefore(Instant.ofEpochSecond(expiry.getValue())))
                .isPresent();
        if (!isGood) {
            throw Refusal.userAssertionExpired();
        }
    }

    /** Whom it says it is of, which tells the key to verify it with. */
    private static String issuerIn(String token) {
        try {
            String[] parts = token.split("\\.", -1);
            String claims = new String(
                    Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : ""), StandardCharsets.UTF_8);
            return String.valueOf(JwtClaims.parse(claims).getIssuer());
        } catch (IllegalArgumentException | InvalidJwtException | MalformedClaimException unreadable) {
            throw Refusal.userAssertionInvalid();
        }
    }
}
