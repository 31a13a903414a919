package io.openmsal.adapter.crypto;

import static io.openmsal.adapter.crypto.PrivateKeyText.refused;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.UnusableKeyMaterialException;

/** What the JDK derives keys from: it takes passphrases of printable ASCII alone, and says of others that they are wrong. */
final class Passphrase {

    private Passphrase() {}

    static boolean isPrintableAscii(Secret passphrase) {
        return passphrase.reveal().chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    static UnusableKeyMaterialException notAscii(String nextStep) {
        return refused(
                "a passphrase of printable ASCII, the only one this Java derives keys from",
                "one with other characters",
                nextStep);
    }
}
