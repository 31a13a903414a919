package io.openmsal.adapter.crypto;

import static io.openmsal.adapter.crypto.PrivateKeyText.refused;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A key encrypted under a passphrase (RFC 5958 §3, RFC 8018). */
final class EncryptedKey {

    private static final String CONVERT =
            "Encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -in old.pem -out new.pem";

    private EncryptedKey() {}

    /** The key in PKCS#8. */
    static byte[] decrypted(byte[] der, Optional<Secret> passphrase) throws UnusableKeyMaterialException {
        EncryptedPrivateKeyInfo info;
        try {
            info = new EncryptedPrivateKeyInfo(der);
        } catch (IOException | RuntimeException damaged) {
            throw refused(
                    "an encrypted private key in PKCS#8",
                    "a PEM block whose content is something else, or a cipher that this Java does not know",
                    CONVERT);
        }
        if (!passphrase.isPresent() || passphrase.get().reveal().isEmpty()) {
            throw refused(
                    "a passphrase with the encrypted private key", "none", "Pass the passphrase of the key's file.");
        }
        Cipher cipher = cipher(info, passphrase.get());
        byte[] key;
        try {
            key = cipher.doFinal(info.getEncryptedData());
        } catch (GeneralSecurityException | RuntimeException wrongPadding) {
            throw wrongPassphrase();
        }
        if (!isOneSequence(key)) {
            throw wrongPassphrase();
        }
        return key;
    }

    /** One wrong passphrase in 256 gives sound padding, and then noise. */
    private static boolean isOneSequence(byte[] der) {
        if (der.length < 4 || der[0] != 0x30) {
            return false;
        }
        return switch (der[1]) {
            case (byte) 0x81 -> (der[2] & 0xff) == der.length - 3;
            case (byte) 0x82 -> ((der[2] & 0xff) << 8 | (der[3] & 0xff)) == der.length - 4;
            default -> der[1] == der.length - 2;
        };
    }

    private static Cipher cipher(EncryptedPrivateKeyInfo info, Secret passphrase) throws UnusableKeyMaterialException {
        String scheme = scheme(info);
        PBEKeySpec spec = new PBEKeySpec(passphrase.reveal().toCharArray());
        try {
            SecretKey key = SecretKeyFactory.getInstance(scheme).generateSecret(spec);
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
            return cipher;
        } catch (GeneralSecurityException | RuntimeException unknown) {
            if (!Passphrase.isPrintableAscii(passphrase)) {
                throw Passphrase.notAscii(CONVERT);
            }
            throw refused("a key encrypted in a way that this Java knows", "the scheme " + scheme, CONVERT);
        } finally {
            spec.clearPassword();
        }
    }

    /** The JDK names a PBES2 scheme with its hash and cipher only in the parameters' text. */
    private static String scheme(EncryptedPrivateKeyInfo info) {
        AlgorithmParameters parameters = info.getAlgParameters();
        String name = info.getAlgName();
        boolean isPbes2 = name.equals("PBES2") || name.equals("1.2.840.113549.1.5.13");
        return isPbes2 && parameters != null ? parameters.toString() : name;
    }

    private static UnusableKeyMaterialException wrongPassphrase() {
        return refused(
                "the passphrase of the encrypted private key",
                "one that does not open it",
                "Try it: openssl pkey -in key.pem -noout");
    }
}
