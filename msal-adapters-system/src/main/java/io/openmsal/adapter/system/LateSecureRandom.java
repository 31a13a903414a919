package io.openmsal.adapter.system;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's source of randomness, looked for when somebody first needs what nobody can guess: finding its provider takes a tenth of the time to a
 * short program's first token, and many such programs never need it. Safe for many threads.
 */
public final class LateSecureRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable SecureRandom found;

    /** Looks for nothing yet. */
    public LateSecureRandom() {
        super(null, null);
    }

    private SecureRandom found() {
        SecureRandom known = found;
        return known == null ? firstAsked() : known;
    }

    private synchronized SecureRandom firstAsked() {
        SecureRandom known = found;
        SecureRandom made = known == null ? new SecureRandom() : known;
        found = made;
        return made;
    }

    @Override
    public String getAlgorithm() {
        return found().getAlgorithm();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        found().nextBytes(bytes);
    }

    @Override
    public byte[] generateSeed(int count) {
        return found().generateSeed(count);
    }

    @Override
    public void setSeed(byte[] seed) {
        found().setSeed(seed);
    }

    /** The constructor of {@link java.util.Random} calls it with 0, which adds nothing. */
    @Override
    public synchronized void setSeed(long seed) {
        if (seed != 0) {
            found().setSeed(seed);
        }
    }

    @Override
    public String toString() {
        return "the random numbers of this JVM";
    }
}
