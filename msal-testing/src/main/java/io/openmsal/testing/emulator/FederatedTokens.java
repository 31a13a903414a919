package io.openmsal.testing.emulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Tokens for {@code api://AzureADTokenExchange}, which are good for nothing but to prove something at the token endpoint. That of a
 * blueprint for one of its agents names both in its subject.
 */
final class FederatedTokens {

    static final String AUDIENCE = "api://AzureADTokenExchange";

    private final SigningKey key;

    FederatedTokens(SigningKey key) {
        this.key = key;
    }

    /** Whose token it is when it was got for a federated managed identity. */
    static String subject(EmulatorTenant tenant, String clientId, String fmiPath) {
        return "/eid1/c/pub/t/" + tenant.id() + "/a/" + clientId + "/" + fmiPath;
    }

    /** Whether a blueprint vouches for an agent with this token, now. */
    void checkVouches(Call call, EmulatorApp agent, String blueprint, String token) {
        JwtClaims claims = key.verified(token)
                .orElseThrow(() -> Refusal.assertionSignature("The assertion is not signed by this provider."));
        try {
            EmulatorTenant tenant = call.realm().tenant().orElseThrow(Refusal::noTenantNamed);
            if (!List.of(AUDIENCE).equals(claims.getAudience())) {
                throw Refusal.assertionAudience(String.join(" ", claims.getAudience()));
            }
            if (!subject(tenant, blueprint, agent.clientId()).equals(claims.getSubject())) {
                throw Refusal.assertionSubject();
            }
            if (isOver(call.now(), claims)) {
                throw Refusal.assertionTime("It has expired.");
            }
        } catch (MalformedClaimException notOurs) {
            throw Refusal.assertionInvalid("Its claims are not those of a token.");
        }
    }

    /** Whether this is the token that an agent got for itself, now. */
    void checkInstance(Call call, EmulatorApp agent, String token) {
        JwtClaims claims = key.verified(token).orElseThrow(Refusal::userAssertionInvalid);
        try {
            if (isOver(call.now(), claims)) {
                throw Refusal.userAssertionExpired();
            }
            boolean isIts = List.of(AUDIENCE).equals(claims.getAudience())
                    && agent.clientId().equals(claims.getStringClaimValue("azp"))
                    && "app".equals(claims.getStringClaimValue("idtyp"));
            if (!isIts) {
                throw Refusal.userAssertionAudience();
            }
        } catch (MalformedClaimException notOurs) {
            throw Refusal.userAssertionInvalid();
        }
    }

    private static boolean isOver(Instant now, JwtClaims claims) throws MalformedClaimException {
        return Optional.ofNullable(claims.getExpirationTime())
                .filter(expiry -> now.isBefore(Instant.ofEpochSecond(expiry.getValue())))
                .isEmpty();
    }
}
