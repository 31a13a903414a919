package io.openmsal.testing.crypto;

import io.openmsal.port.crypto.JwsAlgorithm;
import io.openmsal.port.crypto.SignatureVerifier;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A {@link SignatureVerifier} that says what the test tells it to, without looking at keys, and remembers what it was asked. Safe for many
 * threads. It judges nothing: {@link SignatureVerifierContract} is for adapters that do.
 */
public final class FakeSignatureVerifier implements SignatureVerifier {

    private final boolean usual;
    private final Queue<GeneralSecurityException> failures = new ConcurrentLinkedQueue<>();
    private final List<JwsAlgorithm> asked = Collections.synchronizedList(new ArrayList<>());

    private FakeSignatureVerifier(boolean usual) {
        this.usual = usual;
    }

    /**
     * One that takes every signature.
     *
     * @return a new fake
     */
    public static FakeSignatureVerifier accepting() {
        return new FakeSignatureVerifier(true);
    }

    /**
     * One that takes none.
     *
     * @return a new fake
     */
    public static FakeSignatureVerifier refusing() {
        return new FakeSignatureVerifier(false);
    }

    /**
     * Lets the next question that has not been spoken for fail, as with a key that cannot be read.
     *
     * @param failure what is thrown
     * @return this
     */
    public FakeSignatureVerifier failNext(GeneralSecurityException failure) {
        failures.add(failure);
        return this;
    }

    @Override
    public boolean verifies(JwsAlgorithm algorithm, Map<String, String> jwk, byte[] content, byte[] signature)
            throws GeneralSecurityException {
        asked.add(algorithm);
        GeneralSecurityException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return usual;
    }

    /**
     * What it was asked about, in order.
     *
     * @return algorithms, a copy
     */
    public List<JwsAlgorithm> asked() {
        synchronized (asked) {
            return new ArrayList<>(asked);
        }
    }
}
