package io.openmsal.testing.crypto;

import io.openmsal.port.crypto.ProofKey;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A throw-away {@link ProofKey}: its signatures are real and verify with its public half. It remembers what it signed, and fails on
 * request. Safe for many threads.
 */
public final class FakeProofKey implements ProofKey {

    private final KeyPair keys;
    private final Map<String, String> publicJwk;
    private final List<SignedContent> signed = new CopyOnWriteArrayList<>();
    private final Queue<GeneralSecurityException> failures = new ConcurrentLinkedQueue<>();

    /** Makes a new key. */
    public FakeProofKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.keys = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        this.publicJwk = Map.of("e", encoded(key.getPublicExponent()), "kty", "RSA", "n", encoded(key.getModulus()));
    }

    /**
     * Lets the next signature that has not been spoken for fail, as a key does that is gone.
     *
     * @param failure what is thrown
     * @return this
     */
    public FakeProofKey failNextSignature(GeneralSecurityException failure) {
        failures.add(Objects.requireNonNull(failure, "failure"));
        return this;
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.RS256;
    }

    @Override
    public Map<String, String> publicJwk() {
        return publicJwk;
    }

    @Override
    public String thumbprint() {
        String members = "{\"e\":\"" + publicJwk.get("e") + "\",\"kty\":\"RSA\",\"n\":\"" + publicJwk.get("n") + "\"}";
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public byte[] sign(byte[] content) throws GeneralSecurityException {
        signed.add(new SignedContent(algorithm(), new String(content, StandardCharsets.US_ASCII)));
        GeneralSecurityException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return signature.sign();
    }

    /**
     * What it was to sign.
     *
     * @return also what failed, oldest first; a copy
     */
    public List<SignedContent> signed() {
        return List.copyOf(signed);
    }

    private static String encoded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }
}
