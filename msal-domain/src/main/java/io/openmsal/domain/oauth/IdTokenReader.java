package io.openmsal.domain.oauth;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.Endpoints;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.Secret;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads ID tokens and refuses those that are not meant for this application and this sign-in, by the rules of OpenID Connect
 * Core §3.1.3.7, before anything of the answer is kept. Safe for many threads.
 *
 * <p>The signature (rule 6) is not checked: the token came straight from the token endpoint over TLS, which is the case the
 * rule exempts. Times (rules 9 and 10) are not checked either, because a person's clock may be wrong and the provider's
 * answer is a second old.
 */
public final class IdTokenReader {

    private final String clientId;
    private final JsonCodec codec;
    private final Clock clock;

    /**
     * Makes the reader of one application.
     *
     * @param clientId the audience to expect
     * @param codec what reads JSON
     * @param clock what tells the time, for {@code max_age}
     */
    public IdTokenReader(String clientId, JsonCodec codec, Clock clock) {
        this.clientId = clientId;
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * Reads a token without judging it: one that was judged when it arrived, and was kept.
     *
     * @param idToken the token
     * @return its claims, or empty when it is no token
     */
    public static Optional<IdTokenClaims> claimsIn(JsonCodec codec, Secret idToken) {
        String[] parts = idToken.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String payload =
                    new String(Base64.getUrlDecoder().decode(parts[1].replaceAll("=+$", "")), StandardCharsets.UTF_8);
            return Optional.of(
                    new IdTokenClaims(JsonObject.parse(codec, payload).members()));
        } catch (MalformedJsonException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Reads a token that has just arrived.
     *
     * @param idToken the token
     * @param authority who should have issued it
     * @param endpoints that authority's addresses
     * @param expectation what the sign-in asked for
     * @param call the call that got it
     * @return its claims
     * @throws MsalUntrustedResponseException when it must be refused
     */
    public IdTokenClaims accept(
            Secret idToken, Authority authority, Endpoints endpoints, SignInExpectation expectation, CallContext call) {
        IdTokenClaims claims =
                claimsIn(codec, idToken).orElseThrow(() -> refused("is no JSON Web Token", authority, call));
        if (!claims.audience().contains(clientId)) {
            throw refused("is for another application", authority, call);
        }
        if (claims.audience().size() > 1 && !claims.text("azp").equals(Optional.of(clientId))) {
            throw refused("is for several applications and names another one as its party", authority, call);
        }
        if (!authority.issued(claims, endpoints)) {
            throw refused("names another issuer", authority, call);
        }
        if (!claims.subject().isPresent()) {
            throw refused("names no subject", authority, call);
        }
        expectation.mismatchWith(claims, clock.instant()).ifPresent(what -> {
            throw refused(what, authority, call);
        });
        return claims;
    }

    private static MsalUntrustedResponseException refused(String what, Authority authority, CallContext call) {
        return new MsalUntrustedResponseException(
                "invalid_id_token",
                "The ID token from " + authority.host() + " was refused: it " + what
                        + ". Nothing was kept. If this repeats, check the authority and the client id; it may be an attack.",
                call.correlationId(),
                null);
    }
}
