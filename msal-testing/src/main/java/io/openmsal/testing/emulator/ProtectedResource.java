package io.openmsal.testing.emulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * A web API that takes tokens of the emulator only with proof of possession: it checks the token, the key it is bound to, the signature
 * over the request, the time, and that nothing is sent twice. Safe for many threads.
 */
public final class ProtectedResource {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SigningKey issuer;
    private final Clock clock;
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();

    ProtectedResource(SigningKey issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Looks at a request.
     *
     * @param authorization its {@code Authorization} header
     * @param method its method
     * @param uri where it was sent
     * @return the claims of the access token
     * @throws IllegalArgumentException when the request has to be refused, saying why
     */
    public Map<String, Object> admit(String authorization, String method, URI uri) {
        require(authorization.startsWith("PoP "), "the scheme is not PoP");
        try {
            var signed = new JsonWebSignature();
            signed.setAlgorithmConstraints(new AlgorithmConstraints(
                    AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_PSS_USING_SHA256));
            signed.setCompactSerialization(authorization.substring("PoP ".length()));
            require("pop".equals(signed.getHeader("typ")), "the type is not pop");
            JwtClaims request = JwtClaims.parse(signed.getUnverifiedPayload());
            Map<String, Object> jwk = member(member(request.getClaimsMap(), "cnf"), "jwk");
            JwtClaims token = issuer.verified(String.valueOf(request.getClaimValue("at")))
                    .orElseThrow(() -> new IllegalArgumentException("the token is not one of this provider"));
            require(
                    thumbprint(jwk).equals(member(token.getClaimsMap(), "cnf").get("kid")),
                    "the token is bound to another key");
            signed.setKey(JsonWebKey.Factory.newJwk(jwk).getKey());
            require(signed.verifySignature(), "the signature is wrong");
            require(method.equals(request.getClaimValue("m")), "it was signed for another method");
            require(uri.getRawAuthority().equals(request.getClaimValue("u")), "it was signed for another host");
            require(uri.getRawPath().equals(request.getClaimValue("p")), "it was signed for another path");
            Instant signedAt = Instant.ofEpochSecond(((Number) request.getClaimValue("ts")).longValue());
            require(
                    Duration.between(signedAt, clock.instant()).abs().compareTo(TOLERANCE) <= 0,
                    "it was signed at another time");
            require(
                    clock.instant()
                            .isBefore(Instant.ofEpochSecond(
                                    token.getExpirationTime().getValue())),
                    "the token has expired");
            require(nonces.add(String.valueOf(request.getClaimValue("nonce"))), "it was sent before");
            return token.getClaimsMap();
        } catch (JoseException | InvalidJwtException | MalformedClaimException malformed) {
            throw new IllegalArgumentException("it is not a signed HTTP request", malformed);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> member(Map<String, Object> of, String name) {
        if (of.get(name) instanceof Map<?, ?> member) {
            return (Map<String, Object>) member;
        }
        throw new IllegalArgumentException("it has no " + name);
    }

    /** RFC 7638 §3.2 written out, and not with the library that the other side uses. */
    private static String thumbprint(Map<String, Object> jwk) {
        String canonical =
                "{\"e\":\"" + jwk.get("e") + "\",\"kty\":\"" + jwk.get("kty") + "\",\"n\":\"" + jwk.get("n") + "\"}";
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
