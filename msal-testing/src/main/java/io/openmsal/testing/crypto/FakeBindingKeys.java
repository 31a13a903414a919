package io.openmsal.testing.crypto;

import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.CertificationRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * {@link BindingKeys} of one throw-away key, as strong as the test wishes: its requests are real. Fails when told, and remembers what it
 * was asked to request. Safe for many threads.
 */
public final class FakeBindingKeys implements BindingKeys {

    private final BindingStrength strength;
    private final TestCertificate material = TestCertificates.valid();
    private final Queue<GeneralSecurityException> failures = new ConcurrentLinkedQueue<>();
    private final List<CertificationRequest> requested = new CopyOnWriteArrayList<>();

    /**
     * Makes a key.
     *
     * @param strength what source and key say of themselves
     */
    public FakeBindingKeys(BindingStrength strength) {
        this.strength = Objects.requireNonNull(strength, "strength");
    }

    /**
     * Lets the source fail when it is next asked for a key, as a security module does that is not there.
     *
     * @param failure what is thrown
     * @return this
     */
    public FakeBindingKeys failNext(GeneralSecurityException failure) {
        failures.add(Objects.requireNonNull(failure, "failure"));
        return this;
    }

    /**
     * What the key was asked to request.
     *
     * @return oldest first; a copy
     */
    public List<CertificationRequest> requested() {
        return List.copyOf(requested);
    }

    @Override
    public BindingStrength strength() {
        return strength;
    }

    @Override
    public BindingKey key() throws GeneralSecurityException {
        GeneralSecurityException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return new Key();
    }

    private final class Key implements BindingKey {

        @Override
        public BindingStrength strength() {
            return strength;
        }

        @Override
        public PublicKey publicKey() {
            return material.certificate().getPublicKey();
        }

        @Override
        public PrivateKey privateKey() {
            return material.privateKey();
        }

        @Override
        public byte[] certificationRequest(CertificationRequest request) throws GeneralSecurityException {
            requested.add(request);
            try {
                byte[] subject = new X500NameBuilder()
                        .addRDN(BCStyle.DC, request.domainComponent())
                        .addRDN(BCStyle.CN, request.commonName())
                        .build()
                        .getEncoded();
                PKCS10CertificationRequestBuilder builder = new JcaPKCS10CertificationRequestBuilder(
                                new X500Principal(subject), publicKey())
                        .addAttribute(
                                new ASN1ObjectIdentifier(request.attributeOid()),
                                new DERUTF8String(request.attributeText()));
                return builder.build(new JcaContentSignerBuilder("SHA256withRSAandMGF1")
                                .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
                                .build(privateKey()))
                        .getEncoded();
            } catch (IOException | OperatorCreationException failed) {
                throw new GeneralSecurityException("No request could be written", failed);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.publicKey().equals(publicKey());
        }

        @Override
        public int hashCode() {
            return publicKey().hashCode();
        }

        @Override
        public String toString() {
            return "fake " + strength + " binding key";
        }
    }
}
