package io.openmsal.testing.crypto;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.KeyMaterial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptor;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A key of a test with its certificate chain, in every form people have them in. Made by {@link TestCertificates}. Immutable
 * and safe for many threads.
 */
public final class TestCertificate {

    private final PrivateKey privateKey;
    private final List<X509Certificate> chain;

    TestCertificate(PrivateKey privateKey, List<X509Certificate> chain) {
        this.privateKey = privateKey;
        this.chain = List.copyOf(chain);
    }

    /**
     * The key.
     *
     * @return the private key
     */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /**
     * The certificate of the key.
     *
     * @return the first of the chain
     */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * The certificate of the key and those that issued it.
     *
     * @return an unmodifiable list, the key's own certificate first
     */
    public List<X509Certificate> chain() {
        return chain;
    }

    /**
     * The key as PKCS#8 with its chain, ready to be opened.
     *
     * @return PEM material without a passphrase
     */
    public KeyMaterial.Pem material() {
        return new KeyMaterial.Pem(Secret.of(privateKeyPem()), chainPem(), Optional.empty());
    }

    /**
     * The key as PKCS#8.
     *
     * @return {@code -----BEGIN PRIVATE KEY-----} and so on
     */
    public String privateKeyPem() {
        return block("PRIVATE KEY", privateKey.getEncoded());
    }

    /**
     * The key in the form of its own kind.
     *
     * @return {@code -----BEGIN RSA PRIVATE KEY-----} (PKCS#1) or {@code EC PRIVATE KEY}
     */
    public String traditionalPrivateKeyPem() {
        return written(() -> new JcaMiscPEMGenerator(privateKey));
    }

    /**
     * The key as encrypted PKCS#8: PBES2 with PBKDF2, HMAC-SHA-256 and AES-256, as OpenSSL writes it today.
     *
     * @param passphrase what encrypts it
     * @return {@code -----BEGIN ENCRYPTED PRIVATE KEY-----} and so on
     */
    public String encryptedPrivateKeyPem(Secret passphrase) {
        return encrypted(PKCS8Generator.AES_256_CBC, passphrase);
    }

    /**
     * The key as encrypted PKCS#8 in the older way: PBES1 with SHA-1 and triple DES.
     *
     * @param passphrase what encrypts it
     * @return {@code -----BEGIN ENCRYPTED PRIVATE KEY-----} and so on
     */
    public String pbes1PrivateKeyPem(Secret passphrase) {
        return encrypted(PKCS8Generator.PBE_SHA1_3DES, passphrase);
    }

    /**
     * The key in the form of its own kind, encrypted as OpenSSL once did (RFC 1421 headers, weak).
     *
     * @param passphrase what encrypts it
     * @return {@code -----BEGIN RSA PRIVATE KEY-----}, {@code Proc-Type: 4,ENCRYPTED} and so on
     */
    public String legacyEncryptedPrivateKeyPem(Secret passphrase) {
        return written(() -> {
            PEMEncryptor encryptor = new JcePEMEncryptorBuilder("AES-256-CBC")
                    .setProvider(new BouncyCastleProvider())
                    .build(passphrase.reveal().toCharArray());
            return new JcaMiscPEMGenerator(privateKey, encryptor);
        });
    }

    /**
     * The certificate of the key.
     *
     * @return one block {@code -----BEGIN CERTIFICATE-----}
     */
    public String certificatePem() {
        return pem(certificate());
    }

    /**
     * The whole chain.
     *
     * @return a block {@code -----BEGIN CERTIFICATE-----} for each, the key's own certificate first
     */
    public String chainPem() {
        StringBuilder text = new StringBuilder();
        chain.forEach(certificate -> text.append(pem(certificate)));
        return text.toString();
    }

    /**
     * Key and chain as a PFX (PKCS#12) file.
     *
     * @param passphrase what encrypts it
     * @return the bytes of the file
     */
    public byte[] pfx(Secret passphrase) {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            keyStore("test", passphrase).store(file, passphrase.reveal().toCharArray());
            return file.toByteArray();
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("No PFX could be made", failed);
        }
    }

    /**
     * Key and chain as the one entry of a key store.
     *
     * @param alias the name of the entry
     * @param keyPassword what protects the key
     * @return a new store each time, of the kind PKCS#12
     */
    public KeyStore keyStore(String alias, Secret keyPassword) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(alias, privateKey, keyPassword.reveal().toCharArray(), chain.toArray(new Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("No key store could be made", failed);
        }
    }

    /** Kind and subject, nothing of the key. */
    @Override
    public String toString() {
        String size =
                privateKey instanceof RSAPrivateKey rsa ? " " + rsa.getModulus().bitLength() : "";
        return privateKey.getAlgorithm() + size + " test certificate, chain of " + chain.size();
    }

    private String encrypted(ASN1ObjectIdentifier scheme, Secret passphrase) {
        return written(() -> new JcaPKCS8Generator(
                privateKey,
                new JceOpenSSLPKCS8EncryptorBuilder(scheme)
                        .setProvider(new BouncyCastleProvider())
                        .setPRF(PKCS8Generator.PRF_HMACSHA256)
                        .setPassword(passphrase.reveal().toCharArray())
                        .build()));
    }

    private static String pem(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("A test certificate has no encoding", failed);
        }
    }

    private static String block(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(Objects.requireNonNull(der));
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static String written(PemSource source) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(source.make());
        } catch (IOException | OperatorCreationException failed) {
            throw new IllegalStateException("No PEM could be made", failed);
        }
        return text.toString();
    }

    /** Makes what a PEM writer writes. */
    @FunctionalInterface
    private interface PemSource {
        PemObjectGenerator make() throws IOException, OperatorCreationException;
    }
}
