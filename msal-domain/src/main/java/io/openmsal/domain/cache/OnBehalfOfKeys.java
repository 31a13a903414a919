package io.openmsal.domain.cache;

import io.openmsal.port.Secret;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Makes keys, one with each call that a web API makes on behalf of a person. Keeps what it takes to hash an assertion for the next call: made
 * from nothing it costs more memory than the assertion. It is not kept by threads, since those of a server outlive the applications it serves.
 * Safe for many threads.
 */
public final class OnBehalfOfKeys {

    private static final int PLACES = 16;

    private final AtomicReferenceArray<AssertionHasher> free = new AtomicReferenceArray<>(PLACES);

    /** Keeps nothing yet. */
    public OnBehalfOfKeys() {}

    /**
     * The key of an assertion.
     *
     * @param clientId the application
     * @param environment the cloud
     * @param tenant the name under which the tenant is asked
     * @param userAssertion the assertion
     * @return the same as {@link OnBehalfOfKey#of}
     */
    public OnBehalfOfKey keyOf(String clientId, String environment, String tenant, Secret userAssertion) {
        int place = (int) Thread.currentThread().getId() & (PLACES - 1);
        AssertionHasher kept = free.getAndSet(place, null);
        AssertionHasher hasher = kept == null ? new AssertionHasher() : kept;
        OnBehalfOfKey key = hasher.key(clientId, environment, tenant, userAssertion);
        free.set(place, hasher);
        return key;
    }
}
