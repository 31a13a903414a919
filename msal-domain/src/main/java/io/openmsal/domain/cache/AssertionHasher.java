package io.openmsal.domain.cache;

import io.openmsal.domain.digest.Sha256;
import io.openmsal.port.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/** What it takes to hash an assertion, which serves again and again. Serves one thread at a time. */
final class AssertionHasher {

    private static final int HASH_BYTES = 32;

    private final MessageDigest digest = Sha256.begin();
    private final byte[] piece = new byte[1024];
    private final ByteBuffer hash = ByteBuffer.wrap(new byte[HASH_BYTES]);

    /** The key of an assertion. */
    OnBehalfOfKey key(String clientId, String environment, String tenant, Secret userAssertion) {
        hash(userAssertion.reveal());
        return new OnBehalfOfKey(clientId, environment, tenant, word(0), word(1), word(2), word(3));
    }

    private void hash(String text) {
        add(text);
        // nobody is to find a token here who looks at the memory of the process later
        Arrays.fill(piece, (byte) 0);
        try {
            digest.digest(hash.array(), 0, HASH_BYTES);
        } catch (DigestException impossible) {
            throw new IllegalStateException("there is room for every SHA-256", impossible);
        }
    }

    private long word(int number) {
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
