package io.openmsal.adapter.crypto;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;

/** What is asked of an RSA key pair; its private half may be a handle that tells nothing. */
final class RsaPair {

    /** The fewest bits that RFC 7518 §3.5 allows. */
    static final int FEWEST_BITS = 2048;

    private RsaPair() {}

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
