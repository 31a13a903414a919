package io.openmsal.domain.handle;

import io.openmsal.domain.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text form of a handle: what it is and in which version, then its fields, then the first half of the SHA-256 of all
 * that, with dots between them. Letters, digits, {@code - _ .} alone, so it fits into a cookie, a URL or a column.
 *
 * <p>The hash shows that a text was cut or changed by accident. It has no key, so it does not show that somebody made the text
 * up. Not for many threads.
 */
public final class HandleText {

    private final String kind;
    private final int version;
    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();

    private HandleText(String kind, int version) {
        this.kind = kind;
        this.version = version;
    }

    /**
     * Starts a text.
     *
     * @param kind what is written, in lower-case letters
     * @param version in which version; a change of the fields needs another one
     * @return a writer
     */
    public static HandleText of(String kind, int version) {
        return new HandleText(kind, version);
    }

    /**
     * Writes a text, or that there is none.
     *
     * @param text the text
     * @return this writer
     */
    public HandleText put(@Nullable String text) {
        if (text == null) {
            return put(0);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes.length + 1L);
        fields.write(bytes, 0, bytes.length);
        return this;
    }

    /**
     * Writes a text, or that there is none.
     *
     * @param text the text
     * @return this writer
     */
    public HandleText put(Optional<String> text) {
        return put(text.orElse(null));
    }

    /**
     * Writes texts in their order.
     *
     * @param texts the texts
     * @return this writer
     */
    public HandleText put(Collection<String> texts) {
        put(texts.size());
        texts.forEach(text -> put(text));
        return this;
    }

    /**
     * Writes a whole number in as few bytes as it needs (LEB128, unsigned).
     *
     * @param number the number; below zero takes ten bytes
     * @return this writer
     */
    public HandleText put(long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            fields.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        fields.write((int) rest);
        return this;
    }

    /**
     * The text.
     *
     * @return all that was written
     */
    public String text() {
        String signed = kind + version + "." + base64(fields.toByteArray());
        return signed + "." + checksum(signed);
    }

    static String checksum(String text) {
        byte[] hash = Sha256.of(text);
        return base64(Arrays.copyOf(hash, hash.length / 2));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is written, without the fields. */
    @Override
    public String toString() {
        return kind + version;
    }
}
