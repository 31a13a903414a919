package io.openmsal.adapter.crypto;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;

/** What is asked of an RSA key pair; its private half may be a handle that tells nothing. */
final class RsaPair {

    /** The fewest bits that RFC 7518 §3.5 allows. */
    static final int FEWEST_BITS = 2048;

    private RsaPair() {}

    /** A new one with as few bits as are allowed, which takes a fraction of a second. */
    static KeyPair generated() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(FEWEST_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has RSA", impossible);
        }
    }

    static RSAPublicKey publicHalf(KeyPair pair) {
        if (!(pair.getPublic() instanceof RSAPublicKey half)) {
            throw new IllegalArgumentException(
                    "An RSA key pair is needed, not one of " + pair.getPublic().getAlgorithm());
        }
        int bits = half.getModulus().bitLength();
        if (bits < FEWEST_BITS) {
            throw new IllegalArgumentException(
                    "An RSA key pair of " + FEWEST_BITS + " bits or more is needed, not one of " + bits);
        }
        return half;
    }
}
