package io.openmsal.testing.crypto;

import io.openmsal.port.crypto.JwsAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A throw-away key that signs as providers do, with nothing but the JDK, so that adapters are checked by something else than themselves. Immutable. */
public final class JwsKey {

    private final JwsAlgorithm algorithm;
    private final KeyPair pair;

    private JwsKey(JwsAlgorithm algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
    }

    /**
     * Makes a key.
     *
     * @param algorithm how it signs
     * @return a new key, of 2048 bits where it is an RSA key
     */
    public static JwsKey generate(JwsAlgorithm algorithm) {
        try {
            if (algorithm.keyType().equals("RSA")) {
                return new JwsKey(algorithm, rsa(2048));
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp" + bits(algorithm) + "r1"));
            return new JwsKey(algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has RSA and EC", impossible);
        }
    }

    /**
     * Makes an RSA key of any length, too short ones too.
     *
     * @param bits its length
     * @return a key that signs with RS256
     */
    public static JwsKey generateRsa(int bits) {
        try {
            return new JwsKey(JwsAlgorithm.RS256, rsa(bits));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has RSA", impossible);
        }
    }

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /**
     * How it signs.
     *
     * @return the algorithm
     */
    public JwsAlgorithm algorithm() {
        return algorithm;
    }

    /**
     * Its public half as a JSON Web Key (RFC 7517), without an id.
     *
     * @return {@code kty} and the members of its kind; a new map each time
     */
    public Map<String, String> publicJwk() {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", algorithm.keyType());
        PublicKey key = pair.getPublic();
        if (key instanceof RSAPublicKey rsa) {
            jwk.put("n", encode(rsa.getModulus(), 0));
            jwk.put("e", encode(rsa.getPublicExponent(), 0));
        } else if (key instanceof ECPublicKey ec) {
            int octets = (bits(algorithm) + 7) / 8;
            jwk.put("crv", "P-" + bits(algorithm));
            jwk.put("x", encode(ec.getW().getAffineX(), octets));
            jwk.put("y", encode(ec.getW().getAffineY(), octets));
        }
        return jwk;
    }

    /**
     * Signs.
     *
     * @param content what to sign
     * @return the signature in the form of RFC 7518 §3
     */
    public byte[] sign(byte[] content) {
        try {
            Signature signature = signature();
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("a key of the JDK's own did not sign", refused);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        String hash = algorithm.name().substring(2);
        return switch (algorithm.name().substring(0, 2)) {
            case "RS" -> Signature.getInstance("SHA" + hash + "withRSA");
            case "PS" -> pss(hash);
            default -> Signature.getInstance("SHA" + hash + "withECDSAinP1363Format");
        };
    }

    private static Signature pss(String hash) throws GeneralSecurityException {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec(
                "SHA-" + hash,
                "MGF1",
                new MGF1ParameterSpec("SHA-" + hash),
                Integer.parseInt(hash) / 8,
                PSSParameterSpec.TRAILER_FIELD_BC));
        return pss;
    }

    private static int bits(JwsAlgorithm algorithm) {
        return algorithm == JwsAlgorithm.ES512
                ? 521
                : Integer.parseInt(algorithm.name().substring(2));
    }

    private static String encode(BigInteger number, int octets) {
        byte[] bytes = number.toByteArray();
        int begin = bytes[0] == 0 ? 1 : 0;
        byte[] padded = new byte[Math.max(octets, bytes.length - begin)];
        System.arraycopy(bytes, begin, padded, padded.length - (bytes.length - begin), bytes.length - begin);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
    }

    /** Its algorithm; nothing of the key. */
    @Override
    public String toString() {
        return "test key for " + algorithm;
    }
}
