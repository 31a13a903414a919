package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.ProofKey;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.SignatureException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;

/** {@link ProofKey} on jose4j with an RSA key pair of the JDK's kind, which signs with PS256. Safe for many threads. */
public final class JoseProofKey implements ProofKey {

    private final PrivateKey key;
    private final Map<String, String> publicJwk;
    private final String thumbprint;

    /**
     * Uses a key pair.
     *
     * @param pair an RSA key pair of 2048 bits or more; the private half may be a handle to one that never leaves its home
     * @throws IllegalArgumentException when it is no RSA key pair, or a shorter one
     */
    public JoseProofKey(KeyPair pair) {
        RsaJsonWebKey jwk = new RsaJsonWebKey(RsaPair.publicHalf(pair));
        this.key = pair.getPrivate();
        this.publicJwk = membersOf(jwk);
        this.thumbprint = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    /**
     * Makes a new key, which takes a fraction of a second.
     *
     * @return an RSA key of 2048 bits that lives in this process only
     */
    public static JoseProofKey generate() {
        return new JoseProofKey(RsaPair.generated());
    }

    /** In the order of their names, as a thumbprint has them. */
    private static Map<String, String> membersOf(RsaJsonWebKey jwk) {
        Map<String, String> members = new LinkedHashMap<>();
        new TreeMap<>(jwk.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                .forEach((name, value) -> members.put(name, String.valueOf(value)));
        return Collections.unmodifiableMap(members);
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.PS256;
    }

    @Override
    public Map<String, String> publicJwk() {
        return publicJwk;
    }

    @Override
    public String thumbprint() {
        return thumbprint;
    }

    @Override
    public byte[] sign(byte[] content) throws GeneralSecurityException {
        try {
            JsonWebSignatureAlgorithm signature = AlgorithmFactoryFactory.getInstance()
                    .getJwsAlgorithmFactory()
                    .getAlgorithm(algorithm().name());
            return signature.sign(signature.prepareForSign(key, ProvidersOfKeys.forPss(key, signature)), content);
        } catch (JoseException | ProviderException refused) {
            throw new SignatureException("The key did not sign: " + refused.getMessage(), refused);
        }
    }

    /** Its thumbprint. */
    @Override
    public String toString() {
        return "proof key " + thumbprint;
    }
}
