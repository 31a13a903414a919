package io.openmsal.testing.crypto;

import io.openmsal.port.Secret;
import io.openmsal.port.crypto.AttestationRequest;
import io.openmsal.port.crypto.AttestationToken;
import io.openmsal.port.crypto.KeyAttestation;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A {@link KeyAttestation} that attests to everything for a while, with texts that count up: {@code attestation-1} and so on. Fails when
 * told, and when it was cancelled before. Safe for many threads.
 */
public final class FakeKeyAttestation implements KeyAttestation {

    private final Clock clock;
    private final Duration lifetime;
    private final List<AttestationRequest> requests = new CopyOnWriteArrayList<>();
    private final Queue<GeneralSecurityException> failures = new ConcurrentLinkedQueue<>();

    /**
     * Makes the fake.
     *
     * @param clock tells when a statement expires
     * @param lifetime how long it is believed
     */
    public FakeKeyAttestation(Clock clock, Duration lifetime) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.lifetime = Objects.requireNonNull(lifetime, "lifetime");
    }

    /**
     * Lets the next attestation fail.
     *
     * @param failure what is thrown
     * @return this
     */
    public FakeKeyAttestation failNext(GeneralSecurityException failure) {
        failures.add(Objects.requireNonNull(failure, "failure"));
        return this;
    }

    @Override
    public AttestationToken attest(AttestationRequest request) throws GeneralSecurityException {
        requests.add(request);
        GeneralSecurityException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        if (request.cancellation().isCancelled()) {
            throw new KeyException("cancelled before the service was asked");
        }
        return new AttestationToken(
                Secret.of("attestation-" + requests.size()), clock.instant().plus(lifetime));
    }

    /**
     * What was to be attested.
     *
     * @return oldest first; a copy
     */
    public List<AttestationRequest> requests() {
        return List.copyOf(requests);
    }
}
