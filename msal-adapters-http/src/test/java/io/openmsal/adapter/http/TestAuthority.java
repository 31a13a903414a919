package io.openmsal.adapter.http;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A private certificate authority, made for one test run, and the server certificates it issues. */
final class TestAuthority {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final X500Principal NAME = new X500Principal("CN=Test authority");

    private final KeyPair keys;
    private final X509Certificate certificate;

    TestAuthority() throws Exception {
        keys = newKeys();
        JcaX509v3CertificateBuilder root = builder(NAME, keys, 1, Instant.now());
        root.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        certificate = sign(root);
    }

    String pem() throws Exception {
        return "A line of explanation\n-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    KeyStore keyStore() throws Exception {
        KeyStore store = emptyStore();
        store.setCertificateEntry("authority", certificate);
        return store;
    }

    SSLContext trustingContext() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keyStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** What a server presents that goes by these names. */
    SSLContext serverContext(GeneralName... names) throws Exception {
        return serverContext(Instant.now(), names);
    }

    /** What a server presents whose certificate is good for a day before and after an instant. */
    SSLContext serverContext(Instant around, GeneralName... names) throws Exception {
        KeyPair serverKeys = newKeys();
        JcaX509v3CertificateBuilder leaf = builder(new X500Principal("CN=server"), serverKeys, 2, around);
        leaf.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        X509Certificate server = sign(leaf);
        KeyStore store = emptyStore();
        store.setKeyEntry("server", serverKeys.getPrivate(), PASSWORD, new X509Certificate[] {server, certificate});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    SSLContext loopbackContext() throws Exception {
        return loopbackContext(Instant.now());
    }

    SSLContext loopbackContext(Instant around) throws Exception {
        return serverContext(around, new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal subject, KeyPair subjectKeys, int serial, Instant around) {
        return new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(serial),
                Date.from(around.minus(Duration.ofDays(1))),
                Date.from(around.plus(Duration.ofDays(1))),
                subject,
                subjectKeys.getPublic());
    }

    private static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
