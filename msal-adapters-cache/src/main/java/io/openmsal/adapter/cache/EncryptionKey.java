package io.openmsal.adapter.cache;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key for AES-256 and the id by which content says that it was encrypted with it. Immutable. Prints the id only. */
public final class EncryptionKey {

    private static final int BYTES = 32;
    private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

    private final String id;
    private final SecretKey key;

    /**
     * Takes a key that may live elsewhere, such as in a hardware module.
     *
     * @param id 1 to 200 visible ASCII characters, stored in the clear beside what is encrypted; two keys never share one
     * @param key a key for AES of 256 bits
     * @throws IllegalArgumentException when the id or the key is of another kind
     */
    public EncryptionKey(String id, SecretKey key) {
        this.id = checked(id);
        this.key = checked(key);
    }

    /**
     * Takes the bytes of a key.
     *
     * @param id 1 to 200 visible ASCII characters, stored in the clear beside what is encrypted; two keys never share one
     * @param bytes 32 random bytes, not a password; copied
     * @throws IllegalArgumentException when the id is of another kind or the bytes are more or fewer
     */
    public EncryptionKey(String id, byte[] bytes) {
        this(id, key(bytes));
    }

    /**
     * Takes the secret key of a key store entry. The alias becomes the id.
     *
     * @param keyStore a loaded key store, for instance of type PKCS12
     * @param alias the entry
     * @param password what protects the entry; stays the caller's to wipe
     * @return the key
     * @throws IOException when the entry is missing, is no secret key, or does not open with this password
     * @throws IllegalArgumentException when the alias cannot be an id, or the key is not one for AES-256
     */
    public static EncryptionKey from(KeyStore keyStore, String alias, char[] password) throws IOException {
        Key entry;
        try {
            entry = keyStore.getKey(alias, password);
        } catch (GeneralSecurityException refused) {
            throw new IOException(
                    "The key store entry " + alias + " does not open. Check its password and the key store's provider.",
                    refused);
        }
        if (!(entry instanceof SecretKey key)) {
            throw new IOException("The key store has no secret key named " + alias
                    + ". Make one with: keytool -genseckey -keyalg AES -keysize 256 -storetype PKCS12 -alias <name>");
        }
        return new EncryptionKey(alias, key);
    }

    /**
     * Which key it is.
     *
     * @return the id, which is no secret
     */
    public String id() {
        return id;
    }

    SecretKey key() {
        return key;
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static String checked(String id) {
        if (!isId(Objects.requireNonNull(id, "id"))) {
            throw new IllegalArgumentException("A key id has 1 to 200 visible ASCII characters, and this one of "
                    + id.length() + " characters has others, or too many");
        }
        return id;
    }

    private static SecretKey key(byte[] bytes) {
        if (Objects.requireNonNull(bytes, "bytes").length != BYTES) {
            throw wrongSize(bytes.length);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static SecretKey checked(SecretKey key) {
        // a key that may not leave its home has no bytes to count: then the cipher says what it thinks of it
        byte @Nullable [] bytes = Objects.requireNonNull(key, "key").getEncoded();
        if (bytes != null && bytes.length != BYTES) {
            throw wrongSize(bytes.length);
        }
        return key;
    }

    private static IllegalArgumentException wrongSize(int bytes) {
        return new IllegalArgumentException("A key for AES-256 has " + BYTES + " bytes, and this one has " + bytes
                + ". Take random bytes; a password is not a key.");
    }

    /** The id, not the key. */
    @Override
    public String toString() {
        return "encryption key " + id;
    }
}
