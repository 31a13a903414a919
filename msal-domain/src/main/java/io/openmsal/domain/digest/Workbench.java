package io.openmsal.domain.digest;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What one thread needs to hash a text, used again by the next: a web API hashes the token it was shown with each call, and a hash made from
 * nothing costs more memory than the text. Not a thread's own, since a thread of a server outlives the applications it serves.
 */
final class Workbench {

    private static final int PLACES = 16;
    private static final int HASH_BYTES = 32;
    private static final int KEY_CHARACTERS = 43;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final AtomicReferenceArray<Workbench> FREE = new AtomicReferenceArray<>(PLACES);

    private final MessageDigest digest = Sha256.begin();
    private final byte[] piece = new byte[1024];
    private final byte[] hash = new byte[HASH_BYTES];
    private final byte[] key = new byte[KEY_CHARACTERS];

    static String keyOf(String text) {
        int place = (int) Thread.currentThread().getId() & (PLACES - 1);
        Workbench free = FREE.getAndSet(place, null);
        Workbench bench = free == null ? new Workbench() : free;
        String key = bench.key(text);
        FREE.set(place, bench);
        return key;
    }

    private String key(String text) {
        add(text);
        try {
            digest.digest(hash, 0, HASH_BYTES);
        } catch (DigestException impossible) {
            throw new IllegalStateException("there is room for every SHA-256", impossible);
        }
        ENCODER.encode(hash, key);
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    private void add(String text) {
        int taken = 0;
        int length = text.length();
        for (int at = 0; at < length; at++) {
            char letter = text.charAt(at);
            if (letter >= 0x80) {
                digest.reset();
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                clear();
                return;
            }
            if (taken == piece.length) {
                digest.update(piece, 0, taken);
                taken = 0;
            }
            piece[taken++] = (byte) letter;
        }
        digest.update(piece, 0, taken);
        clear();
    }

    /** Nobody is to find a secret here who looks at the memory of the process later. */
    private void clear() {
        Arrays.fill(piece, (byte) 0);
    }
}
