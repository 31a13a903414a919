package io.openmsal.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.KeyMaterial;
import io.openmsal.port.crypto.KeyMaterialReader;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import io.openmsal.testing.crypto.KeyMaterialReaderContract;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoseKeyMaterialReaderTest extends KeyMaterialReaderContract {

    private static final Secret PASSPHRASE = Secret.of("correct horse");
    private static final TestCertificate CERTIFICATE = TestCertificates.issuedByAuthority();
    private static final TestCertificate OTHER = TestCertificates.valid();

    @Override
    protected KeyMaterialReader reader() {
        return new JoseKeyMaterialReader(Clock.systemUTC());
    }

    /** Forms beyond those the port names. */
    @Nested
    class Accepted {

        @Test
        void aKeyEncryptedWithPbes1() throws Exception {
            assertOpens(CERTIFICATE.pbes1PrivateKeyPem(PASSPHRASE), Optional.of(PASSPHRASE));
        }

        @Test
        void aPassphraseForAKeyThatIsNotEncrypted() throws Exception {
            assertOpens(CERTIFICATE.privateKeyPem(), Optional.of(PASSPHRASE));
        }

        @Test
        void commentsBetweenTheBlocksAsOpensslWritesThem() throws Exception {
            assertOpens(
                    "Bag Attributes\n    friendlyName: test\nKey Attributes: <No Attributes>\n"
                            + CERTIFICATE.privateKeyPem(),
                    Optional.empty());
        }

        @Test
        void aBlockWhoseLinesWereJoinedBySpaces() throws Exception {
            assertOpens(CERTIFICATE.privateKeyPem().replace('\n', ' '), Optional.empty());
        }

        private void assertOpens(String key, Optional<Secret> passphrase) throws Exception {
            var signer = reader().open(new KeyMaterial.Pem(Secret.of(key), CERTIFICATE.chainPem(), passphrase));
            assertThat(signer.certificateChain()).isEqualTo(CERTIFICATE.chain());
        }
    }

    /** What people pass by mistake, and what they are told. */
    @Nested
    class RefusedKey {

        @Test
        void nothing() {
            assertRefused(" \n", "found nothing", "name of the file or variable");
        }

        @Test
        void aPfxFileInBase64() {
            String pfx = Base64.getEncoder().encodeToString(CERTIFICATE.pfx(PASSPHRASE));

            assertRefused(
                    pfx, "found a PFX (PKCS#12) file in base64", "pfxCertificate(...)", "openssl pkcs12 -in file.pfx");
        }

        @Test
        void aPfxFileReadAsText() {
            String binary = new String(CERTIFICATE.pfx(PASSPHRASE), StandardCharsets.UTF_8);

            assertRefused(
                    binary,
                    "found binary data, such as a PFX or DER file",
                    "pfxCertificate(...)",
                    "openssl pkcs12 -in file.pfx");
        }

        @Test
        void base64WithoutItsMarkers() {
            String bare = CERTIFICATE.privateKeyPem().replaceAll("-----[A-Z ]+-----", "");

            assertRefused(bare, "found DER in base64 without its BEGIN and END lines", "Pass the PEM file");
        }

        @Test
        void theNameOfAFile() {
            assertRefused("/etc/keys/app.pem", "found what looks like the name of a file", "Read the file");
        }

        @Test
        void anyOtherText() {
            assertRefused("hello", "found a text without any PEM block", "from -----BEGIN to the end");
        }

        @Test
        void aCertificate() {
            assertRefused(CERTIFICATE.chainPem(), "found a certificate", "Pass the key's file here");
        }

        @Test
        void aPublicKey() {
            assertRefused(
                    "-----BEGIN PUBLIC KEY-----\nMII=\n-----END PUBLIC KEY-----",
                    "found a PEM block PUBLIC KEY",
                    "Pass the key's file here");
        }

        @Test
        void twoKeys() {
            assertRefused(CERTIFICATE.privateKeyPem() + OTHER.privateKeyPem(), "found 2 of them", "the one key");
        }

        @Test
        void aTextThatWasCutOff() {
            String key = CERTIFICATE.privateKeyPem();

            assertRefused(key.substring(0, 800), "found the text cut off", "Pass the whole file");
            assertRefused(key.substring(0, 20), "a line -----BEGIN that is not finished", "Pass the whole file");
        }

        @Test
        void lineEndsWrittenAsTwoCharacters() {
            assertRefused(
                    CERTIFICATE.privateKeyPem().replace("\n", "\\n"),
                    "Expected base64 in the PEM block PRIVATE KEY",
                    "replace them by line ends");
        }

        @Test
        void aBlockThatIsNotBase64() {
            assertRefused(
                    "-----BEGIN PRIVATE KEY-----\n???\n-----END PRIVATE KEY-----",
                    "Expected base64",
                    "Pass the file as it was issued");
        }

        @Test
        void aBlockThatIsNotAKey() {
            for (String label : new String[] {"PRIVATE KEY", "RSA PRIVATE KEY"}) {
                assertRefused(
                        "-----BEGIN " + label + "-----\nMIIBAQ==\n-----END " + label + "-----",
                        "whose content is not a private key",
                        "Pass the file as it was issued");
            }
        }

        @Test
        void anEncryptedBlockThatIsNotAKey() {
            assertRefused(
                    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBAQ==\n-----END ENCRYPTED PRIVATE KEY-----",
                    "whose content is something else",
                    "openssl pkcs8 -topk8");
        }

        @Test
        void anEncryptedKeyWithoutAPassphrase() {
            String encrypted = CERTIFICATE.encryptedPrivateKeyPem(PASSPHRASE);

            assertRefused(encrypted, "Expected a passphrase", "Pass the passphrase");
            assertRefused(encrypted, Optional.of(Secret.of("")), "Expected a passphrase", "Pass the passphrase");
        }

        @Test
        void aWrongPassphrase() {
            Optional<Secret> wrong = Optional.of(Secret.of("wrong"));

            assertRefused(
                    CERTIFICATE.encryptedPrivateKeyPem(PASSPHRASE),
                    wrong,
                    "found one that does not open it",
                    "openssl pkey");
            assertRefused(
                    CERTIFICATE.pbes1PrivateKeyPem(PASSPHRASE),
                    wrong,
                    "found one that does not open it",
                    "openssl pkey");
        }

        @Test
        void aWrongPassphraseThatGivesSoundPaddingByChance() throws Exception {
            String scheme = "PBEWithSHA1AndDESede";
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme)
                            .generateSecret(new PBEKeySpec(PASSPHRASE.reveal().toCharArray())));
            byte[] noise = cipher.doFinal(new byte[] {0x30, (byte) 0x82, 1, 2, 3, 4, 5});
            String pem = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                    + Base64.getEncoder()
                            .encodeToString(new EncryptedPrivateKeyInfo(cipher.getParameters(), noise).getEncoded())
                    + "\n-----END ENCRYPTED PRIVATE KEY-----";

            assertRefused(pem, Optional.of(PASSPHRASE), "found one that does not open it", "openssl pkey");
        }

        /** Newer JDKs can. */
        @Test
        @EnabledForJreRange(max = JRE.JAVA_17)
        void aPassphraseThatJavaCannotDeriveAKeyFrom() {
            assertRefused(
                    CERTIFICATE.encryptedPrivateKeyPem(Secret.of("pass\u00fc")),
                    Optional.of(Secret.of("pass\u00fc")),
                    "Expected a passphrase of printable ASCII",
                    "openssl pkcs8 -topk8");
        }

        @Test
        void theOldEncryptionOfOpenssl() {
            assertRefused(
                    CERTIFICATE.legacyEncryptedPrivateKeyPem(PASSPHRASE),
                    Optional.of(PASSPHRASE),
                    "Proc-Type: 4,ENCRYPTED",
                    "openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem");
        }

        @Test
        void aKeyOfAnotherKind() throws Exception {
            TestCertificate curve = TestCertificates.ellipticCurve();
            String edwards = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getEncoder()
                            .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                                    .generateKeyPair()
                                    .getPrivate()
                                    .getEncoded())
                    + "\n-----END PRIVATE KEY-----";

            assertRefused(curve.privateKeyPem(), "Expected an RSA key", "found a key of the kind EC");
            assertRefused(curve.traditionalPrivateKeyPem(), "Expected an RSA key", "found a key of the kind EC");
            assertRefused(edwards, "Expected an RSA key", "found a key of the kind EdDSA");
        }

        @Test
        void aKeyOfOpenssh() {
            assertRefused(
                    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----",
                    "found one in the form of OpenSSH",
                    "ssh-keygen -p -m PKCS8");
        }

        @Test
        void aShortKey() {
            TestCertificate small = TestCertificates.rsa(1024);

            assertRefused(small.privateKeyPem(), "Expected an RSA key of 2048 bits or more", "found one of 1024");
        }

        private void assertRefused(String key, String... words) {
            assertRefused(key, Optional.empty(), words);
        }

        private void assertRefused(String key, Optional<Secret> passphrase, String... words) {
            assertThatThrownBy(() ->
                            reader().open(new KeyMaterial.Pem(Secret.of(key), CERTIFICATE.chainPem(), passphrase)))
                    .isInstanceOf(UnusableKeyMaterialException.class)
                    .hasMessageContainingAll(words)
                    .hasNoCause();
        }
    }

    /** Certificates that do not belong here. */
    @Nested
    class RefusedCertificate {

        @Test
        void nothing() {
            assertRefused("", "Expected a certificate in PEM", "found nothing");
        }

        @Test
        void aPrivateKey() {
            assertRefused(CERTIFICATE.privateKeyPem(), "found a private key", "Pass the certificate's file here");
        }

        @Test
        void aBlockThatIsNotACertificate() {
            String mislabelled = CERTIFICATE.privateKeyPem().replace("PRIVATE KEY", "CERTIFICATE");

            assertRefused(mislabelled, "whose content is not one", "Pass the file as it was issued");
            assertRefused(
                    "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----", "whose content is not one", "issued");
        }

        @Test
        void theCertificateOfAnotherKey() {
            assertRefused(OTHER.chainPem(), "found a certificate of another key", "that were issued together");
            assertRefused(
                    TestCertificates.ellipticCurve().chainPem(), "found a certificate of another key", "together");
        }

        @Test
        void theRightOneBehindItsIssuer() {
            assertRefused(
                    OTHER.certificatePem() + CERTIFICATE.certificatePem(),
                    "found it behind another certificate",
                    "Put the key's own certificate before those that issued it");
        }

        private void assertRefused(String certificates, String... words) {
            assertThatThrownBy(() -> reader().open(new KeyMaterial.Pem(
                            Secret.of(CERTIFICATE.privateKeyPem()), certificates, Optional.empty())))
                    .isInstanceOf(UnusableKeyMaterialException.class)
                    .hasMessageContainingAll(words)
                    .hasNoCause();
        }
    }

    /** PFX files and key stores that hold something else than one key with its certificate. */
    @Nested
    class RefusedStore {

        @Test
        void aPfxFileWithAnotherPassphrase() {
            assertRefused(
                    pfx(CERTIFICATE.pfx(PASSPHRASE), "wrong"), "found one that does not open it", "openssl pkcs12");
            assertRefused(pfx(CERTIFICATE.pfx(PASSPHRASE), ""), "Expected the passphrase", "found none");
        }

        @Test
        void aPfxFileWithAPassphraseThatJavaCannotDeriveAKeyFrom() {
            assertRefused(
                    pfx(CERTIFICATE.pfx(PASSPHRASE), "gr\u00fcne Wiese"),
                    "Expected a passphrase of printable ASCII",
                    "found one with other characters",
                    "openssl pkcs12 -export");
        }

        @Test
        void aFileOfAnotherKind() throws Exception {
            ByteArrayOutputStream jks = new ByteArrayOutputStream();
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.store(jks, new char[] {'x'});
            String base64 = Base64.getEncoder().encodeToString(CERTIFICATE.pfx(PASSPHRASE));

            assertRefused(pfx(new byte[0], ""), "Expected a PFX (PKCS#12) file", "found nothing");
            assertRefused(pfx(text(CERTIFICATE.privateKeyPem()), ""), "found PEM text", "Pass it as a PEM certificate");
            assertRefused(pfx(text(base64), ""), "found one in base64", "Decode it first");
            assertRefused(pfx(jks.toByteArray(), ""), "found a Java key store", "keytool -importkeystore");
            assertRefused(pfx(text("hello"), ""), "found a file of another kind", "as it was issued");
            assertRefused(
                    pfx(CERTIFICATE.certificate().getEncoded(), ""), "found one that is damaged", "openssl pkcs12");
        }

        @Test
        void severalKeysOfWhichNoneWasNamed() throws Exception {
            KeyStore store = CERTIFICATE.keyStore("first", PASSPHRASE);
            store.setKeyEntry(
                    "second", OTHER.privateKey(), password(), OTHER.chain().toArray(new X509Certificate[0]));

            assertRefused(
                    in(store, Optional.empty()), "found 2 keys under first, second", "Name one of these as alias");
            assertRefused(in(store, Optional.of("third")), "under the alias third", "keys under first, second");
            assertThat(reader().open(in(store, Optional.of("second"))).certificateChain())
                    .isEqualTo(OTHER.chain());
        }

        @Test
        void aliasesThatDifferInCaseAreToldApartWhereTheStoreDoes() throws Exception {
            KeyStore store = KeyStore.getInstance("CaseExactJKS");
            store.load(null, null);
            store.setKeyEntry(
                    "Key",
                    CERTIFICATE.privateKey(),
                    password(),
                    CERTIFICATE.chain().toArray(new X509Certificate[0]));
            store.setKeyEntry(
                    "key", OTHER.privateKey(), password(), OTHER.chain().toArray(new X509Certificate[0]));

            assertThat(reader().open(in(store, Optional.of("key"))).certificateChain())
                    .isEqualTo(OTHER.chain());
            assertThat(reader().open(in(store, Optional.of("Key"))).certificateChain())
                    .isEqualTo(CERTIFICATE.chain());
            assertRefused(in(store, Optional.of("KEY")), "under the alias KEY", "keys under Key, key");
        }

        @Test
        void noKey() throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);

            assertRefused(in(store, Optional.empty()), "Expected a private key", "found an empty store");
            store.setCertificateEntry("authority", OTHER.certificate());
            assertRefused(
                    in(store, Optional.empty()), "1 entries, none of them a key", "together with its private key");
        }

        @Test
        void aStoreThatWasNotLoaded() throws Exception {
            assertRefused(
                    in(KeyStore.getInstance("PKCS12"), Optional.empty()), "one that does not answer", "it is loaded");
        }

        @Test
        void aKeyWithoutACertificate() throws Exception {
            KeyStore store = CERTIFICATE.keyStore("mine", PASSPHRASE);
            String pem = CERTIFICATE.pbes1PrivateKeyPem(PASSPHRASE).replaceAll("-----[A-Z ]+-----", "");
            store.setKeyEntry("mine", Base64.getMimeDecoder().decode(pem), null);

            assertRefused(in(store, Optional.empty()), "a certificate with the private key mine", "the key alone");
        }

        @Test
        void theCertificateOfAnotherKey() throws Exception {
            KeyStore store = CERTIFICATE.keyStore("mine", PASSPHRASE);
            store.setKeyEntry(
                    "mine", OTHER.privateKey(), password(), CERTIFICATE.chain().toArray(new X509Certificate[0]));

            assertRefused(in(store, Optional.empty()), "found a certificate of another key");
        }

        @Test
        void anotherPasswordOfTheKey() {
            KeyStore store = CERTIFICATE.keyStore("mine", PASSPHRASE);

            assertRefused(
                    new KeyMaterial.InKeyStore(store, Optional.empty(), Optional.of(Secret.of("wrong"))),
                    "Expected the password of the private key mine",
                    "found one that does not open it");
            assertRefused(new KeyMaterial.InKeyStore(store, Optional.empty(), Optional.empty()), "found none");
        }

        @Test
        void aKeyThatCannotSignAssertions() {
            assertRefused(
                    pfx(TestCertificates.ellipticCurve().pfx(PASSPHRASE), PASSPHRASE.reveal()),
                    "found a key of the kind EC");
            assertRefused(
                    pfx(TestCertificates.rsa(1024).pfx(PASSPHRASE), PASSPHRASE.reveal()),
                    "Expected an RSA key of 2048 bits or more");
        }

        @Test
        void aCertificateThatExpired() {
            assertRefused(
                    pfx(TestCertificates.expired().pfx(PASSPHRASE), PASSPHRASE.reveal()),
                    "one that expired at",
                    "Issue a new certificate");
        }

        private KeyMaterial pfx(byte[] content, String passphrase) {
            return new KeyMaterial.Pkcs12(content, Secret.of(passphrase), Optional.empty());
        }

        private KeyMaterial in(KeyStore store, Optional<String> alias) {
            return new KeyMaterial.InKeyStore(store, alias, Optional.of(PASSPHRASE));
        }

        private byte[] text(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private char[] password() {
            return PASSPHRASE.reveal().toCharArray();
        }

        private void assertRefused(KeyMaterial material, String... words) {
            assertThatThrownBy(() -> reader().open(material))
                    .isInstanceOf(UnusableKeyMaterialException.class)
                    .hasMessageContainingAll(words)
                    .hasNoCause();
        }
    }

    /** What was passed stays what it was, and is not printed. */
    @Test
    void aPfxFileIsCopiedAndNotPrinted() throws Exception {
        byte[] content = CERTIFICATE.pfx(PASSPHRASE);
        KeyMaterial.Pkcs12 material = new KeyMaterial.Pkcs12(content, PASSPHRASE, Optional.of("test"));
        KeyMaterial.Pkcs12 same = new KeyMaterial.Pkcs12(content, PASSPHRASE, Optional.of("test"));

        content[0] = 0;
        material.content()[0] = 0;

        assertThat(material).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(material).hasToString("PFX of " + content.length + " bytes, key test");
        assertThat(reader().open(material).certificateChain()).isEqualTo(CERTIFICATE.chain());
    }

    /** A certificate counts from its first second to its last. */
    @Nested
    class Validity {

        private static final Instant FROM = Instant.parse("2030-01-01T00:00:00Z");
        private static final Instant UNTIL = Instant.parse("2031-01-01T00:00:00Z");
        private static final TestCertificate IN_2030 = TestCertificates.valid(FROM, UNTIL);

        @ParameterizedTest
        @CsvSource({
            "2029-12-31T23:59:59Z, one that is valid from 2030-01-01T00:00:00Z",
            "2031-01-01T00:00:01Z, one that expired at 2031-01-01T00:00:00Z"
        })
        void outsideItTheCertificateIsRefused(Instant now, String found) {
            assertThatThrownBy(() -> at(now).open(IN_2030.material()))
                    .isInstanceOf(UnusableKeyMaterialException.class)
                    .hasMessageContaining("Expected a certificate that is valid at " + now)
                    .hasMessageContaining(found);
        }

        @Test
        void insideItTheCertificateIsAccepted() {
            assertThatCode(() -> at(FROM).open(IN_2030.material())).doesNotThrowAnyException();
            assertThatCode(() -> at(FROM.plus(Duration.ofDays(100))).open(IN_2030.material()))
                    .doesNotThrowAnyException();
            assertThatCode(() -> at(UNTIL).open(IN_2030.material())).doesNotThrowAnyException();
        }

        private KeyMaterialReader at(Instant now) {
            return new JoseKeyMaterialReader(Clock.fixed(now, ZoneOffset.UTC));
        }
    }
}
