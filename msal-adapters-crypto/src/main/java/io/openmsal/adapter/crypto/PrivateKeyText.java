package io.openmsal.adapter.crypto;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one RSA key in a PEM text. No message and no cause says anything of the key. */
final class PrivateKeyText {

    private static final String EXPECTED = "a private key in PEM (-----BEGIN PRIVATE KEY-----)";

    private PrivateKeyText() {}

    static RSAPrivateKey open(Secret text, Optional<Secret> passphrase) throws UnusableKeyMaterialException {
        RSAPrivateKey key = rsa(pkcs8(onlyKeyBlock(text.reveal()), passphrase));
        refuseShort(key);
        return key;
    }

    static void refuseShort(RSAKey key) throws UnusableKeyMaterialException {
        int bits = key.getModulus().bitLength();
        if (bits < RsaPair.FEWEST_BITS) {
            throw refused(
                    "an RSA key of " + RsaPair.FEWEST_BITS + " bits or more", "one of " + bits, "Issue a new key.");
        }
    }

    private static PemBlock onlyKeyBlock(String text) throws UnusableKeyMaterialException {
        List<PemBlock> blocks = PemBlock.allOf(text);
        if (blocks.isEmpty()) {
            throw UnmarkedText.of(text).whereExpected(EXPECTED);
        }
        List<PemBlock> keys = blocks.stream().filter(PemBlock::isPrivateKey).collect(Collectors.toList());
        if (keys.isEmpty()) {
            boolean certificate = blocks.stream().anyMatch(PemBlock::isCertificate);
            throw refused(
                    EXPECTED,
                    certificate
                            ? "a certificate"
                            : "a PEM block " + blocks.get(0).label(),
                    "Pass the key's file here and the certificate's as certificates.");
        }
        if (keys.size() > 1) {
            throw refused(EXPECTED, keys.size() + " of them", "Pass a text with the one key of the certificate.");
        }
        return keys.get(0);
    }

    private static byte[] pkcs8(PemBlock block, Optional<Secret> passphrase) throws UnusableKeyMaterialException {
        if (block.hasLegacyEncryption()) {
            throw refused(
                    "an encrypted key in PKCS#8",
                    "one in the old OpenSSL form (Proc-Type: 4,ENCRYPTED), whose protection is weak",
                    "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem");
        }
        return switch (block.label()) {
            case "PRIVATE KEY" -> block.der();
            case "RSA PRIVATE KEY" -> Pkcs1.wrapped(block.der());
            case "ENCRYPTED PRIVATE KEY" -> EncryptedKey.decrypted(block.der(), passphrase);
            case "OPENSSH PRIVATE KEY" ->
                throw refused(
                        "a private key in PKCS#8 or PKCS#1",
                        "one in the form of OpenSSH",
                        "Convert a copy of it: ssh-keygen -p -m PKCS8 -f copy-of-key");
            case "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
                throw notRsa(block.label().substring(0, block.label().indexOf(' ')));
            default -> throw refused(EXPECTED, "a PEM block " + block.label(), "Pass a key in PKCS#8 or PKCS#1.");
        };
    }

    private static RSAPrivateKey rsa(byte[] pkcs8) throws UnusableKeyMaterialException {
        PrivateKey key = key("RSA", pkcs8)
                .orElseThrow(() -> otherKind(pkcs8)
                        .map(PrivateKeyText::notRsa)
                        .orElseGet(() -> refused(
                                EXPECTED,
                                "a PEM block whose content is not a private key",
                                "Pass the file as it was issued.")));
        if (key instanceof RSAPrivateKey rsa) {
            return rsa;
        }
        throw notRsa(key.getAlgorithm());
    }

    private static Optional<String> otherKind(byte[] pkcs8) {
        for (String kind : new String[] {"EC", "RSASSA-PSS", "EdDSA", "XDH", "DSA"}) {
            if (key(kind, pkcs8).isPresent()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<PrivateKey> key(String kind, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (NoSuchAlgorithmException | InvalidKeySpecException | IllegalArgumentException notOfThisKind) {
            return Optional.empty();
        }
    }

    static UnusableKeyMaterialException notRsa(String kind) {
        return refused(
                "an RSA key, the only kind that signs client assertions",
                "a key of the kind " + kind,
                "Issue a certificate for an RSA key of 2048 bits or more.");
    }

    static UnusableKeyMaterialException refused(String expected, String found, String nextStep) {
        return new UnusableKeyMaterialException("Expected " + expected + ", found " + found + ". " + nextStep, null);
    }
}
