package io.openmsal.testing.emulator;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for one emulator, and a server certificate of it for loopback. Both live in memory and end with the
 * process. Their validity follows the machine's clock, not the emulator's: TLS libraries ask the machine.
 */
public final class LoopbackTls {

    private static final X500Name AUTHORITY = new X500Name("CN=OpenMSAL emulator CA");
    private static final X500Name SERVER = new X500Name("CN=localhost");
    private static final Duration VALIDITY = Duration.ofDays(30);

    private final X509Certificate authority;
    private final SSLContext server;
    private final SSLContext client;

    private final KeyPair serverKey;
    private final X509Certificate serverCertificate;

    private LoopbackTls(
            X509Certificate authority,
            SSLContext server,
            SSLContext client,
            KeyPair serverKey,
            X509Certificate serverCertificate) {
        this.authority = authority;
        this.server = server;
        this.client = client;
        this.serverKey = serverKey;
        this.serverCertificate = serverCertificate;
    }

    /**
     * Makes an authority and a server.
     *
     * @param random makes the keys
     * @param host a name of the server besides {@code localhost} and the addresses of loopback
     * @return a new authority each time
     */
    public static LoopbackTls create(SecureRandom random, String host) {
        try {
            KeyPair authorityKey = ellipticCurveKey(random);
            KeyPair serverKey = ellipticCurveKey(random);
            X509Certificate authority = authorityCertificate(authorityKey, random);
            X509Certificate server = serverCertificate(serverKey.getPublic(), authorityKey, random, host);
            return new LoopbackTls(
                    authority,
                    serverContext(serverKey, server, authority, new TrustManager[] {new AnyClientCertificate()}),
                    clientContext(authority),
                    serverKey,
                    server);
        } catch (GeneralSecurityException | IOException | OperatorCreationException everyJdkCan) {
            throw new IllegalStateException("No certificates for loopback TLS could be made.", everyJdkCan);
        }
    }

    /**
     * What the server listens with. It lets clients show any certificate; whoever answers compares it.
     *
     * @return a context with the server's key
     */
    public SSLContext server() {
        return server;
    }

    /** What a client that trusts this authority alone connects with. */
    SSLContext client() {
        return client;
    }

    X509Certificate authority() {
        return authority;
    }

    /**
     * The same authority and server, trusting no client: whoever shows a certificate is turned away in the handshake.
     *
     * @return another server
     */
    public LoopbackTls refusingClients() {
        try {
            return new LoopbackTls(
                    authority,
                    serverContext(serverKey, serverCertificate, authority, trustOf(authority)),
                    client,
                    serverKey,
                    serverCertificate);
        } catch (GeneralSecurityException | IOException everyJdkCan) {
            throw new IllegalStateException("No server that refuses clients could be made.", everyJdkCan);
        }
    }

    /**
     * What a client has to trust.
     *
     * @return the authority's certificate as PEM text
     */
    public String authorityPem() {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException justMade) {
            throw new IllegalStateException(justMade);
        }
    }

    private static KeyPair ellipticCurveKey(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static X509Certificate authorityCertificate(KeyPair key, SecureRandom random)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        X509v3CertificateBuilder builder = builder(AUTHORITY, key.getPublic(), key.getPublic(), random)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return sign(builder, key);
    }

    private static X509Certificate serverCertificate(
            PublicKey key, KeyPair authorityKey, SecureRandom random, String host)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.dNSName, host),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        });
        X509v3CertificateBuilder builder = builder(SERVER, key, authorityKey.getPublic(), random)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, names);
        return sign(builder, authorityKey);
    }

    private static X509v3CertificateBuilder builder(
            X500Name subject, PublicKey key, PublicKey issuerKey, SecureRandom random)
            throws GeneralSecurityException, IOException {
        Instant now = Instant.now();
        var identifiers = new JcaX509ExtensionUtils();
        return new JcaX509v3CertificateBuilder(
                        AUTHORITY,
                        new BigInteger(127, random).setBit(126),
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(VALIDITY)),
                        subject,
                        key)
                .addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key))
                .addExtension(
                        Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuerKey));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuer)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
    }

    private static SSLContext serverContext(
            KeyPair key, X509Certificate certificate, X509Certificate authority, TrustManager[] clients)
            throws GeneralSecurityException, IOException {
        char[] inMemory = new char[0];
        KeyStore store = emptyStore();
        store.setKeyEntry("server", key.getPrivate(), inMemory, new Certificate[] {certificate, authority});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, inMemory);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), clients, null);
        return context;
    }

    private static SSLContext clientContext(X509Certificate authority) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trustOf(authority), null);
        return context;
    }

    private static TrustManager[] trustOf(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("ca", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
