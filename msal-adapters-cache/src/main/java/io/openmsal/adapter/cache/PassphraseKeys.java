package io.openmsal.adapter.cache;

import io.openmsal.port.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are made from a passphrase by PBKDF2 with HMAC-SHA-256 (RFC 8018): 600 000 rounds, which takes a good part of a
 * second, and a random salt of 16 bytes for each instance. Each key is made once in an instance and remembered.
 *
 * <p>The key id says all that is needed to make the key again but the passphrase: the rounds, the salt, and 4 bytes by which a
 * wrong passphrase is known. So a wrong one is a failure, and nobody takes the file for a broken one. A checksum at its end tells an
 * id that was changed, which no passphrase would fit. Ids of the form without it are known, too.
 */
public final class PassphraseKeys implements EncryptionKeys {

    private static final int ROUNDS = 600_000;
    /** What a stranger who can write the file may make us compute, at most: about five times the usual. */
    private static final int MOST_ROUNDS = 3_000_000;

    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;
    private static final int CHECK_BYTES = 4;
    private static final int CHECKSUM_LETTERS = 8;
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final Pattern ID = Pattern.compile(
            "(pbkdf2-sha256:([1-9][0-9]{0,8}):([A-Za-z0-9_-]{22}):([A-Za-z0-9_-]{6}))(?::([0-9a-f]{8}))?");

    private final Supplier<Secret> passphrase;
    private final ConcurrentMap<String, EncryptionKey> known = new ConcurrentHashMap<>();
    private @Nullable EncryptionKey current;

    /**
     * Makes keys. The passphrase is asked for when the first of them is needed, and again for each that is made.
     *
     * @param passphrase gives the passphrase, which is not kept
     */
    public PassphraseKeys(Supplier<Secret> passphrase) {
        this.passphrase = Objects.requireNonNull(passphrase, "passphrase");
    }

    @Override
    public synchronized EncryptionKey current() throws IOException {
        EncryptionKey present = current;
        if (present == null) {
            byte[] salt = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(salt);
            byte[] bytes = derived(ROUNDS, salt);
            String unchecked = "pbkdf2-sha256:" + ROUNDS + ':' + text(salt) + ':' + text(check(bytes));
            String id = unchecked + ':' + checksum(unchecked);
            present = new EncryptionKey(id, bytes);
            Arrays.fill(bytes, (byte) 0);
            known.put(id, present);
            current = present;
        }
        return present;
    }

    /**
     * The key of this id, if the passphrase is the right one for it.
     *
     * @throws UndecryptableContentException when the id is not as it was made
     * @throws IOException when it is another one
     */
    @Override
    public Optional<EncryptionKey> key(String id) throws IOException {
        EncryptionKey present = known.get(id);
        if (present != null) {
            return Optional.of(present);
        }
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        @Nullable String checksum = parts.group(5);
        if (checksum != null && !checksum.equals(checksum(parts.group(1)))) {
            throw UndecryptableContentException.changed("the id of their key was changed", null);
        }
        if (Integer.parseInt(parts.group(2)) > MOST_ROUNDS) {
            return Optional.empty();
        }
        EncryptionKey made = made(id, parts);
        known.put(id, made);
        return Optional.of(made);
    }

    private EncryptionKey made(String id, Matcher parts) throws IOException {
        byte[] bytes =
                derived(Integer.parseInt(parts.group(2)), Base64.getUrlDecoder().decode(parts.group(3)));
        try {
            if (!MessageDigest.isEqual(
                    text(check(bytes)).getBytes(StandardCharsets.US_ASCII),
                    parts.group(4).getBytes(StandardCharsets.US_ASCII))) {
                throw new IOException(
                        "The passphrase is not the one that the stored tokens were encrypted with. Give that"
                                + " one; if it is lost, delete the file and sign in again.");
            }
            return new EncryptionKey(id, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private byte[] derived(int rounds, byte[] salt) throws IOException {
        char[] letters = passphrase.get().reveal().toCharArray();
        if (letters.length == 0) {
            throw new IOException("The passphrase for the stored tokens is empty. Give one.");
        }
        PBEKeySpec spec = new PBEKeySpec(letters, salt, rounds, KEY_BITS);
        Arrays.fill(letters, '\0');
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IOException("This Java has no " + ALGORITHM + ". Add a security provider that has it.", missing);
        } finally {
            spec.clearPassword();
        }
    }

    /** Tells one key from another and gives no more away than the encrypted content does. */
    private static byte[] check(byte[] key) throws IOException {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] code = mac.doFinal("openmsal passphrase check".getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(code, CHECK_BYTES);
        } catch (GeneralSecurityException missing) {
            throw new IOException("This Java has no HmacSHA256. Add a security provider that has it.", missing);
        }
    }

    private static String checksum(String id) {
        return ContentVersion.of(id.getBytes(StandardCharsets.US_ASCII)).substring(0, CHECKSUM_LETTERS);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** How many keys were made. */
    @Override
    public String toString() {
        return "keys from a passphrase, " + known.size() + " made";
    }
}
