package io.openmsal.adapter.system;

import java.security.SecureRandom;

/**
 * The JDK's source of randomness, looked for when somebody first needs what nobody can guess: finding its provider takes a tenth of the time to a
 * short program's first token, and many such programs never need it. Safe for many threads.
 */
public final class LateSecureRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    /** A class of its own, so that the JVM finds it late and once. */
    private static final class Found {

        static final SecureRandom RANDOM = new SecureRandom();

        private Found() {}
    }

    /** Looks for nothing yet. */
    public LateSecureRandom() {
        super(null, null);
    }

    @Override
    public String getAlgorithm() {
        return Found.RANDOM.getAlgorithm();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        Found.RANDOM.nextBytes(bytes);
    }

    @Override
    public byte[] generateSeed(int count) {
        return Found.RANDOM.generateSeed(count);
    }

    @Override
    public void setSeed(byte[] seed) {
        Found.RANDOM.setSeed(seed);
    }

    /** The constructor of {@link java.util.Random} calls it with 0, which adds nothing. */
    @Override
    public synchronized void setSeed(long seed) {
        if (seed != 0) {
            Found.RANDOM.setSeed(seed);
        }
    }

    @Override
    public String toString() {
        return "the random numbers of this JVM";
    }
}
