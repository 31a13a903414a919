package io.openmsal.adapter.crypto;

import static io.openmsal.adapter.crypto.PrivateKeyText.refused;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;

/** A PFX file (PKCS#12, RFC 7292) as a key store, or in words what the file is instead. */
final class PfxFile {

    private static final String EXPECTED = "a PFX (PKCS#12) file";
    private static final String CONVERT = "Encrypt it anew: openssl pkcs12 -in file.pfx -out file.pem, and"
            + " openssl pkcs12 -export -in file.pem -out new.pfx";

    private PfxFile() {}

    static KeyStore open(byte[] content, Secret passphrase) throws UnusableKeyMaterialException {
        refuseOtherKinds(content);
        char[] password = passphrase.reveal().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (IOException unreadable) {
            throw unreadable.getCause() instanceof UnrecoverableKeyException ? notOpened(passphrase) : damaged();
        } catch (GeneralSecurityException | RuntimeException unknown) {
            throw damaged();
        } finally {
            Arrays.fill(password, ' ');
        }
    }

    private static UnusableKeyMaterialException notOpened(Secret passphrase) {
        if (!Passphrase.isPrintableAscii(passphrase)) {
            return Passphrase.notAscii(CONVERT);
        }
        return refused(
                "the passphrase of the PFX (PKCS#12) file",
                passphrase.reveal().isEmpty() ? "none" : "one that does not open it",
                "Try it: openssl pkcs12 -in file.pfx -info -noout");
    }

    private static UnusableKeyMaterialException damaged() {
        return refused(
                EXPECTED + " that this Java can read",
                "one that is damaged, or protected in a way that this Java does not know",
                "Check it: openssl pkcs12 -in file.pfx -info -noout");
    }

    private static void refuseOtherKinds(byte[] content) throws UnusableKeyMaterialException {
        if (content.length == 0) {
            throw refused(EXPECTED, "nothing", "Check the name of the file it was read from.");
        }
        if (startsWith(content, 0xfe, 0xed, 0xfe, 0xed) || startsWith(content, 0xce, 0xce, 0xce, 0xce)) {
            throw refused(
                    EXPECTED,
                    "a Java key store (JKS or JCEKS)",
                    "Load it with java.security.KeyStore and pass that, or convert it: "
                            + "keytool -importkeystore -srckeystore file.jks -destkeystore file.pfx -deststoretype pkcs12");
        }
        String start = new String(content, 0, Math.min(content.length, 4096), StandardCharsets.ISO_8859_1);
        if (start.contains("-----BEGIN ")) {
            throw refused(EXPECTED, "PEM text", "Pass it as a PEM certificate with its private key.");
        }
        if (start.trim().startsWith("MII")) {
            throw refused(EXPECTED, "one in base64, or other DER in base64", "Decode it first: base64 -d");
        }
        if (content[0] != 0x30) {
            throw refused(EXPECTED, "a file of another kind", "Pass the .pfx or .p12 file as it was issued.");
        }
    }

    private static boolean startsWith(byte[] content, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= content.length || (content[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
