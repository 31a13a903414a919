package io.openmsal.domain.oauth;

import io.openmsal.domain.client.UniqueIds;
import io.openmsal.port.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Values nobody can guess: states, nonces, code verifiers, ids. Safe for many threads. */
public final class RandomValues implements UniqueIds {

    private static final int BITS_256 = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random;

    /**
     * Makes the source.
     *
     * @param random where the randomness comes from
     */
    public RandomValues(SecureRandom random) {
        this.random = random;
    }

    /**
     * A value of 256 random bits.
     *
     * @return 43 characters of the base64url alphabet, which is also that of a code verifier (RFC 7636 §4.1)
     */
    public Secret unguessable() {
        byte[] bytes = new byte[BITS_256];
        random.nextBytes(bytes);
        return Secret.of(BASE64URL.encodeToString(bytes));
    }

    /**
     * A random UUID (RFC 9562 §5.4) that nobody can guess.
     *
     * @return 36 characters in lower case
     */
    @Override
    public String next() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = (high << 8) | (bytes[i] & 0xff);
            low = (low << 8) | (bytes[i + 8] & 0xff);
        }
        return uuid(high, low);
    }

    /**
     * A UUID that ties logs together. Everybody may see and guess it, so it waits for no randomness worth keeping.
     *
     * @return 36 characters in lower case
     */
    public static String correlationId() {
        ThreadLocalRandom any = ThreadLocalRandom.current();
        return uuid(any.nextLong(), any.nextLong());
    }

    private static String uuid(long high, long low) {
        return new UUID((high & ~0xf000L) | 0x4000L, (low & 0x3fffffffffffffffL) | 0x8000000000000000L).toString();
    }
}
