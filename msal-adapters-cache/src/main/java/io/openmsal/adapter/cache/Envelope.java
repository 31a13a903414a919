package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypted content as it is stored: the letters {@code OMSE}, the format 1, the length of the key id, the key id, a nonce of
 * 12 bytes, the cipher text, and a tag of 16 bytes. The tag also covers everything before the nonce and the name of the
 * partition, so content that was moved to another partition does not open there.
 */
final class Envelope {

    static final int NONCE_BYTES = 12;

    private static final byte[] MAGIC = {'O', 'M', 'S', 'E'};
    private static final byte FORMAT = 1;
    private static final int TAG_BYTES = 16;
    private static final int KEY_ID_AT = MAGIC.length + 2;

    private final byte[] content;
    private final String keyId;

    private Envelope(byte[] content, String keyId) {
        this.content = content;
        this.keyId = keyId;
    }

    /** Encrypts. The nonce must never have been used with this key. */
    static byte[] seal(EncryptionKey key, String partition, byte[] plaintext, byte[] nonce) throws IOException {
        byte[] header = header(key.id());
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, header, nonce, partition);
            int start = header.length + nonce.length;
            byte[] sealed = Arrays.copyOf(header, start + plaintext.length + TAG_BYTES);
            System.arraycopy(nonce, 0, sealed, header.length, nonce.length);
            cipher.doFinal(plaintext, 0, plaintext.length, sealed, start);
            return sealed;
        } catch (GeneralSecurityException refused) {
            throw unusable(key, refused);
        }
    }

    /** Reads what stands before the nonce. */
    static Envelope parse(byte[] content) throws UndecryptableContentException {
        if (content.length < KEY_ID_AT || !Arrays.equals(Arrays.copyOf(content, MAGIC.length), MAGIC)) {
            throw UndecryptableContentException.unknownFormat(
                    "they were not written by an encrypted store, or were cut."
                            + " Delete the partition and let the user sign in again, or read it with the store that wrote it.");
        }
        int format = content[MAGIC.length];
        if (format != FORMAT) {
            throw UndecryptableContentException.unknownFormat(
                    "they have the format " + format + ", and this version of the" + " library knows " + FORMAT
                            + ". Read them with the version that wrote them.");
        }
        int idBytes = Byte.toUnsignedInt(content[MAGIC.length + 1]);
        if (content.length < KEY_ID_AT + idBytes + NONCE_BYTES + TAG_BYTES) {
            throw UndecryptableContentException.changed("they are too short", null);
        }
        String keyId = new String(content, KEY_ID_AT, idBytes, StandardCharsets.US_ASCII);
        if (!EncryptionKey.isId(keyId)) {
            throw UndecryptableContentException.changed("they name no key", null);
        }
        return new Envelope(content, keyId);
    }

    String keyId() {
        return keyId;
    }

    /** Decrypts, or fails without having given a single byte away. */
    byte[] open(EncryptionKey key, String partition) throws IOException {
        byte[] header = header(keyId);
        int start = header.length + NONCE_BYTES;
        byte[] nonce = Arrays.copyOfRange(content, header.length, start);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, header, nonce, partition)
                    .doFinal(content, start, content.length - start);
        } catch (AEADBadTagException notWhatWasSealed) {
            throw UndecryptableContentException.changed(
                    "they were changed, come from another partition, or another key has the id " + keyId,
                    notWhatWasSealed);
        } catch (GeneralSecurityException refused) {
            throw unusable(key, refused);
        }
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] header, byte[] nonce, String partition)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        // the header says its own length, so that no header and name together read as another header and name
        cipher.updateAAD(header);
        cipher.updateAAD(partition.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static byte[] header(String keyId) {
        byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(KEY_ID_AT + id.length)
                .put(MAGIC)
                .put(FORMAT)
                .put((byte) id.length)
                .put(id)
                .array();
    }

    private static IOException unusable(EncryptionKey key, GeneralSecurityException refused) {
        return new IOException(
                "The key " + key.id()
                        + " cannot be used for AES-256 in Galois/Counter mode. Give one that is made for it.",
                refused);
    }
}
