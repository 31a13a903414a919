package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.ProofKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A proof key that is made when it is first asked for, lives in memory only, and is replaced every eight hours, so that one that leaked is
 * of no use for long. Tokens bound to the old key are then no longer found in the cache. Safe for many threads.
 */
public final class ProofKeyInMemory implements Supplier<ProofKey> {

    private static final Duration LIFETIME = Duration.ofHours(8);

    private final Clock clock;
    private @Nullable ProofKey key;
    private Instant replaceAt = Instant.MIN;

    /**
     * Makes the holder, and no key yet.
     *
     * @param clock tells when a key is too old
     */
    public ProofKeyInMemory(Clock clock) {
        this.clock = clock;
    }

    /** The present key. */
    @Override
    public synchronized ProofKey get() {
        Instant now = clock.instant();
        ProofKey present = key;
        if (present == null || !now.isBefore(replaceAt)) {
            present = JoseProofKey.generate();
            key = present;
            replaceAt = now.plus(LIFETIME);
        }
        return present;
    }
}
