package io.openmsal.testing.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * New keys with certificates, made on the spot. An RSA key of 2048 bits takes about a tenth of a second, so a test class
 * makes one and shares it. Safe for many threads.
 */
public final class TestCertificates {

    private TestCertificates() {}

    /**
     * An RSA key of 2048 bits with a certificate it signed itself, valid from yesterday for a year.
     *
     * @return a new one each time
     */
    public static TestCertificate valid() {
        return rsa(2048);
    }

    /**
     * A key as {@link #valid()}, but its certificate expired yesterday.
     *
     * @return a new one each time
     */
    public static TestCertificate expired() {
        Instant now = Instant.now();
        return valid(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(1)));
    }

    /**
     * A key as {@link #valid()} with a validity of its own.
     *
     * @param from the first instant the certificate is valid at; a certificate counts whole seconds
     * @param until the last one
     * @return a new one each time
     */
    public static TestCertificate valid(Instant from, Instant until) {
        return selfSigned(keyPair("RSA", 2048), from, until);
    }

    /**
     * An RSA key of some size with a certificate it signed itself.
     *
     * @param bits the length of the modulus, 1024 or more
     * @return a new one each time
     */
    public static TestCertificate rsa(int bits) {
        return selfSigned(keyPair("RSA", bits));
    }

    /**
     * A key on the curve P-256, which cannot sign as the ports ask, with a certificate it signed itself.
     *
     * @return a new one each time
     */
    public static TestCertificate ellipticCurve() {
        return selfSigned(keyPair("EC", 256));
    }

    /**
     * A key as {@link #valid()} whose certificate was issued by a test authority: a chain of two.
     *
     * @return a new one each time, with an authority of its own
     */
    public static TestCertificate issuedByAuthority() {
        TestCertificate authority = valid();
        KeyPair keys = keyPair("RSA", 2048);
        Instant now = Instant.now();
        X509Certificate own = certificate(
                "CN=openmsal-test-issued",
                keys.getPublic(),
                authority.certificate().getSubjectX500Principal(),
                authority.privateKey(),
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(365)));
        return new TestCertificate(keys.getPrivate(), List.of(own, authority.certificate()));
    }

    /**
     * A certificate for a key that somebody else holds, as an authority issues it.
     *
     * @param authority who issues it
     * @param subject its name, such as {@code CN=client, DC=tenant}
     * @param key the key
     * @param from the first instant the certificate is valid at; a certificate counts whole seconds
     * @param until the last one
     * @return a new certificate each time
     */
    public static X509Certificate issuedFor(
            TestCertificate authority, String subject, PublicKey key, Instant from, Instant until) {
        return certificate(
                subject, key, authority.certificate().getSubjectX500Principal(), authority.privateKey(), from, until);
    }

    private static TestCertificate selfSigned(KeyPair keys) {
        Instant now = Instant.now();
        return selfSigned(keys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)));
    }

    private static TestCertificate selfSigned(KeyPair keys, Instant from, Instant until) {
        String name = "CN=openmsal-test";
        X509Certificate certificate =
                certificate(name, keys.getPublic(), new X500Principal(name), keys.getPrivate(), from, until);
        return new TestCertificate(keys.getPrivate(), List.of(certificate));
    }

    private static KeyPair keyPair(String kind, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java makes no " + kind + " keys", missing);
        }
    }

    private static X509Certificate certificate(
            String subject, PublicKey key, X500Principal issuer, PrivateKey issuerKey, Instant from, Instant until) {
        String algorithm = issuerKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(63, new SecureRandom()).add(BigInteger.ONE),
                    Date.from(from),
                    Date.from(until),
                    new X500Principal(subject),
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKey)));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException failed) {
            throw new IllegalStateException("No test certificate could be made", failed);
        }
    }
}
