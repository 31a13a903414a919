package io.openmsal.testing.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * The RSA key every token of one emulator is signed with. Making it takes a fraction of a second, so it begins in the background
 * at start, and whoever needs it first waits for it.
 */
final class SigningKey {

    private final FutureTask<RsaJsonWebKey> key = new FutureTask<>(SigningKey::generate);

    void prepare(Executor executor) {
        executor.execute(key);
    }

    String sign(JwtClaims claims) {
        RsaJsonWebKey signing = key();
        var signature = new JsonWebSignature();
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKeyIdHeaderValue(signing.getKeyId());
        signature.setKey(signing.getPrivateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException ownKey) {
            throw new IllegalStateException(ownKey);
        }
    }

    /** The claims of a token this key signed, or empty for any other text. */
    Optional<JwtClaims> verified(String token) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(new AlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256));
        signature.setKey(key().getPublicKey());
        try {
            signature.setCompactSerialization(token);
            return signature.verifySignature()
                    ? Optional.of(JwtClaims.parse(signature.getPayload()))
                    : Optional.empty();
        } catch (JoseException | InvalidJwtException notOurs) {
            return Optional.empty();
        }
    }

    /** The public half as a member of a JSON Web Key Set (RFC 7517 §4). */
    Map<String, Object> publicKey() {
        return key().toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private RsaJsonWebKey key() {
        // does nothing when the background was faster
        key.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return key.get();
                } catch (InterruptedException stopping) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException noRsa) {
            throw new IllegalStateException(noRsa.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RsaJsonWebKey generate() throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        key.setUse("sig");
        return key;
    }
}
