package io.openmsal.adapter.cache;

import java.io.IOException;
import java.util.Optional;

/**
 * Named texts that an operating system keeps for the user who is logged in, as the Secret Service of Linux and the Keychain of
 * macOS do. Safe for many threads. Neither texts nor names are printed.
 */
public interface SecretVault {

    /**
     * Finds one text.
     *
     * @param name what it was saved under
     * @return the text, or empty
     * @throws IOException when the vault does not answer or refuses
     */
    Optional<String> load(String name) throws IOException;

    /**
     * Saves one text; replaces what has the same name.
     *
     * @param name 1 to 200 visible ASCII characters
     * @param text without the character NUL
     * @throws IOException when the vault does not answer or refuses
     */
    void save(String name, String text) throws IOException;

    /**
     * Forgets one text; does nothing when there is none.
     *
     * @param name what it was saved under
     * @throws IOException when the vault does not answer or refuses
     */
    void delete(String name) throws IOException;
}
