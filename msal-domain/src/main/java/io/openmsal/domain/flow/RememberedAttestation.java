package io.openmsal.domain.flow;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.SingleFlight;
import io.openmsal.port.crypto.AttestationRequest;
import io.openmsal.port.crypto.AttestationToken;
import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.KeyAttestation;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks once for each key and service: a statement serves until shortly before it expires, and those who ask at once wait for one answer.
 * Safe for many threads.
 */
final class RememberedAttestation implements KeyAttestation {

    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final KeyAttestation service;
    private final Clock clock;
    private final SingleFlight<AttestationToken> flights = new SingleFlight<>();
    private final Map<Subject, AttestationToken> known = new ConcurrentHashMap<>();

    RememberedAttestation(KeyAttestation service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    private record Subject(URI endpoint, BindingKey key) {}

    /** Carries a failure of the port through code that knows none. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient GeneralSecurityException failure;

        Failed(GeneralSecurityException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    @Override
    public AttestationToken attest(AttestationRequest request) throws GeneralSecurityException {
        Subject subject = new Subject(request.endpoint(), request.key());
        CallContext call = new CallContext("", request.deadline(), request.cancellation());
        try {
            return flights.run(subject, call, () -> {
                known.values().removeIf(token -> !isGood(token));
                AttestationToken good = known.get(subject);
                return good == null ? asked(subject, request) : good;
            });
        } catch (Failed failed) {
            throw failed.failure;
        }
    }

    private boolean isGood(AttestationToken token) {
        return clock.instant().isBefore(token.expiresAt().minus(MARGIN));
    }

    private AttestationToken asked(Subject subject, AttestationRequest request) {
        try {
            AttestationToken token = service.attest(request);
            known.put(subject, token);
            return token;
        } catch (GeneralSecurityException failure) {
            throw new Failed(failure);
        }
    }
}
