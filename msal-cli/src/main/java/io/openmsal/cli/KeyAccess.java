package io.openmsal.cli;

import io.openmsal.port.Secret;
import java.util.Optional;

/**
 * Which key is meant, and what opens it: asked for no sooner than it is needed.
 *
 * @param alias which of several keys
 * @param passphraseFile where the passphrase is
 * @param keyPassphraseFile where that of the key is, if it has one of its own
 * @param shell whom to ask
 */
record KeyAccess(
        Optional<String> alias,
        Optional<SecretFile> passphraseFile,
        Optional<SecretFile> keyPassphraseFile,
        Shell shell) {

    static final String PASSPHRASE = "MSAL_KEY_PASSPHRASE";
    static final String KEY_PASSPHRASE = "MSAL_KEY_ENTRY_PASSPHRASE";

    /**
     * What opens the place where the key is: from a file, a variable, or the person at the terminal; empty when it opens without.
     *
     * @param what it is called there, such as {@code PIN of the token}
     */
    Optional<Secret> passphrase(String what) {
        return givenPassphrase()
                .or(() -> shell.ask(what).filter(typed -> !typed.reveal().isEmpty()));
    }

    /** The same without asking anybody. */
    Optional<Secret> givenPassphrase() {
        return from(passphraseFile, "--passphrase-file", PASSPHRASE);
    }

    /** What opens the key itself, where that is something else. */
    Optional<Secret> keyPassphrase() {
        return from(keyPassphraseFile, "--key-passphrase-file", KEY_PASSPHRASE);
    }

    private Optional<Secret> from(Optional<SecretFile> file, String option, String variable) {
        return file.map(named -> named.read(option, shell)).or(() -> shell.secret(variable));
    }
}
