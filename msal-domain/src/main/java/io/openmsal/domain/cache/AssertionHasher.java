package io.openmsal.domain.cache;

import io.openmsal.domain.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What one thread needs to hash an assertion, used again by the next: a web API hashes the token it was shown with each call, and a hash made
 * from nothing costs more memory than the token. Not a thread's own, since a thread of a server outlives the applications it serves.
 */
final class AssertionHasher {

    private static final int PLACES = 16;
    private static final int HASH_BYTES = 32;
    private static final AtomicReferenceArray<AssertionHasher> FREE = new AtomicReferenceArray<>(PLACES);

    private final MessageDigest digest = Sha256.begin();
    private final byte[] piece = new byte[1024];
    private final ByteBuffer hash = ByteBuffer.wrap(new byte[HASH_BYTES]);

    private AssertionHasher() {}

    /** One that nobody else uses until it is given back. */
    static AssertionHasher take() {
        AssertionHasher free = FREE.getAndSet(place(), null);
        return free == null ? new AssertionHasher() : free;
    }

    void giveBack() {
        FREE.set(place(), this);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }

    /** Hashes a text as UTF-8. */
    void hash(String text) {
        add(text);
        // nobody is to find a token here who looks at the memory of the process later
        Arrays.fill(piece, (byte) 0);
        try {
            digest.digest(hash.array(), 0, HASH_BYTES);
        } catch (DigestException impossible) {
            throw new IllegalStateException("there is room for every SHA-256", impossible);
        }
    }

    /** Eight bytes of what was hashed last, the first of four when the number is 0. */
    long word(int number) {
        return hash.getLong(number * Long.BYTES);
    }

    private void add(String text) {
        int taken = 0;
        int length = text.length();
        for (int at = 0; at < length; at++) {
            char letter = text.charAt(at);
            if (letter >= 0x80) {
                digest.reset();
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (taken == piece.length) {
                digest.update(piece, 0, taken);
                taken = 0;
            }
            piece[taken++] = (byte) letter;
        }
        digest.update(piece, 0, taken);
    }
}
