package io.openmsal.realparties.keycloak;

import io.openmsal.port.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that nobody trusts by default, as an enterprise has one, with a server certificate for localhost. */
final class PrivateAuthority {

    private static final X500Name NAME = new X500Name("CN=Private test CA");

    private final X509Certificate authority;
    private final X509Certificate server;
    private final KeyPair serverKeys;

    private PrivateAuthority(X509Certificate authority, X509Certificate server, KeyPair serverKeys) {
        this.authority = authority;
        this.server = server;
        this.serverKeys = serverKeys;
    }

    static PrivateAuthority create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair own = generator.generateKeyPair();
            KeyPair servers = generator.generateKeyPair();
            JcaX509v3CertificateBuilder root = certificate(NAME, own);
            root.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            JcaX509v3CertificateBuilder leaf = certificate(new X500Name("CN=localhost"), servers);
            leaf.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
            return new PrivateAuthority(signed(root, own), signed(leaf, own), servers);
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException failed) {
            throw new IllegalStateException("No certificate could be made", failed);
        }
    }

    String certificatePem() {
        try {
            String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(authority.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A certificate that was just made has no encoding", impossible);
        }
    }

    /** Writes what the server needs in order to speak TLS. */
    void writeKeyStore(Path file, Secret password) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] characters = password.reveal().toCharArray();
            store.setKeyEntry("server", serverKeys.getPrivate(), characters, new Certificate[] {server, authority});
            store.store(out, characters);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("No key store could be made", failed);
        }
    }

    /** Writes whom the server trusts when a client shows a certificate. */
    static void writeTrustStore(Path file, X509Certificate trusted, Secret password) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("client", trusted);
            store.store(out, password.reveal().toCharArray());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("No trust store could be made", failed);
        }
    }

    private static JcaX509v3CertificateBuilder certificate(X500Name subject, KeyPair keys) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(63, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(30))),
                subject,
                keys.getPublic());
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder certificate, KeyPair authority)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        certificate.build(new JcaContentSignerBuilder("SHA256withRSA").build(authority.getPrivate())));
    }
}
