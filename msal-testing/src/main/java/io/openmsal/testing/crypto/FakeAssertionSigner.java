package io.openmsal.testing.crypto;

import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.crypto.TlsIdentity;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An {@link AssertionSigner} with a throw-away key: its signatures are real and verify against its certificate. It
 * remembers what it signed, fails on request, and changes its key when told. Safe for many threads.
 */
public final class FakeAssertionSigner implements AssertionSigner {

    private final List<SignedContent> signed = Collections.synchronizedList(new ArrayList<>());
    private final Queue<GeneralSecurityException> failures = new ConcurrentLinkedQueue<>();
    private volatile TestCertificate certificate;

    /** Makes a signer with a new key. */
    public FakeAssertionSigner() {
        this(TestCertificates.valid());
    }

    /**
     * Makes a signer with a key that the test shares.
     *
     * @param certificate the RSA key with its chain
     */
    public FakeAssertionSigner(TestCertificate certificate) {
        this.certificate = Objects.requireNonNull(certificate, "certificate");
    }

    /**
     * Lets the next signature that has not been spoken for fail, as a vault does that cannot be reached.
     *
     * @param failure what is thrown
     * @return this
     */
    public FakeAssertionSigner failNextSignature(GeneralSecurityException failure) {
        failures.add(Objects.requireNonNull(failure, "failure"));
        return this;
    }

    /**
     * From now on signs with another key, as after a rotation.
     *
     * @param next the RSA key with its chain
     * @return this
     */
    public FakeAssertionSigner rotateTo(TestCertificate next) {
        certificate = Objects.requireNonNull(next, "next");
        return this;
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] content) throws GeneralSecurityException {
        signed.add(new SignedContent(algorithm, new String(content, StandardCharsets.US_ASCII)));
        GeneralSecurityException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        Signature signature = signature(algorithm);
        signature.initSign(certificate.privateKey());
        signature.update(content);
        return signature.sign();
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return certificate.chain();
    }

    @Override
    public Optional<TlsIdentity> tlsIdentity() {
        TestCertificate now = certificate;
        return Optional.of(new TlsIdentity(now.privateKey(), now.chain()));
    }

    /**
     * The key it signs with now.
     *
     * @return the key and its chain
     */
    public TestCertificate certificate() {
        return certificate;
    }

    /**
     * What it was asked to sign, failures included.
     *
     * @return a snapshot, oldest first
     */
    public List<SignedContent> signed() {
        synchronized (signed) {
            return List.copyOf(signed);
        }
    }

    /**
     * What it was asked to sign, when that was one thing.
     *
     * @return the content
     * @throws AssertionError when it was asked never or more than once
     */
    public SignedContent onlySigned() {
        List<SignedContent> all = signed();
        if (all.size() != 1) {
            throw new AssertionError("Expected one signature, but " + all.size() + " were asked for");
        }
        return all.get(0);
    }

    /** Counts signatures. */
    @Override
    public String toString() {
        return "fake signer, " + signed.size() + " signatures";
    }

    static Signature signature(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256 -> Signature.getInstance("SHA256withRSA");
            case PS256 -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield pss;
            }
        };
    }
}
