package io.openmsal.testing.emulator;

import java.util.Base64;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;

/** Reads tokens as a relying party does: with the keys the emulator publishes. */
final class Jwts {

    private Jwts() {}

    /** The claims, after the signature was checked. */
    static JwtClaims verified(Emulator emulator, String token) throws Exception {
        String keys =
                new WireClient(emulator).get("/common/discovery/v2.0/keys").body();
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        var named = new JsonWebKeySet(keys).findJsonWebKey(signature.getKeyIdHeaderValue(), null, null, null);
        signature.setKey(named.getKey());
        if (!signature.verifySignature()) {
            throw new AssertionError("The signature does not fit the published key.");
        }
        return JwtClaims.parse(signature.getPayload());
    }

    static String decoded(String base64url) {
        return new String(Base64.getUrlDecoder().decode(base64url), java.nio.charset.StandardCharsets.UTF_8);
    }
}
