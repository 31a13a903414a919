package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.JwsAlgorithm;
import io.openmsal.port.crypto.SignatureVerifier;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;

/** {@link SignatureVerifier} on jose4j with the installed security providers. Immutable and safe for many threads. */
public final class JoseSignatureVerifier implements SignatureVerifier {

    private final ProviderContext providers = new ProviderContext();

    /** Makes a verifier. */
    public JoseSignatureVerifier() {}

    @Override
    public boolean verifies(JwsAlgorithm algorithm, Map<String, String> jwk, byte[] content, byte[] signature)
            throws GeneralSecurityException {
        if (!algorithm.keyType().equals(jwk.get("kty"))) {
            throw new InvalidKeyException("A key of kind " + algorithm.keyType() + " is needed for " + algorithm);
        }
        try {
            PublicKey key = PublicJsonWebKey.Factory.newPublicJwk(new LinkedHashMap<>(jwk))
                    .getPublicKey();
            JsonWebSignatureAlgorithm check = AlgorithmFactoryFactory.getInstance()
                    .getJwsAlgorithmFactory()
                    .getAlgorithm(algorithm.name());
            check.validateVerificationKey(key);
            return check.verifySignature(signature, key, content, providers);
        } catch (JoseException | IllegalArgumentException refused) {
            throw new InvalidKeyException(
                    "The published key cannot be used with " + algorithm + ": " + refused.getMessage(), refused);
        }
    }
}
