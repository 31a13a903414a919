package io.openmsal.testing.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;

/** One request on its way through the emulator: what was asked, where, when, and what a fault does to its ID token. */
final class Call {

    private final EmulatorRequest request;
    private final Realm realm;
    private final Instant now;
    private final String traceId = UUID.randomUUID().toString();
    private final String correlationId;
    private final Consumer<JwtClaims> idTokenChange;

    private Call(
            EmulatorRequest request,
            Realm realm,
            Instant now,
            String correlationId,
            Consumer<JwtClaims> idTokenChange) {
        this.request = request;
        this.realm = realm;
        this.now = now;
        this.correlationId = correlationId;
        this.idTokenChange = idTokenChange;
    }

    static Call of(EmulatorRequest request, Realm realm, Clock clock) {
        String correlationId = request.header("client-request-id")
                .orElseGet(() -> UUID.randomUUID().toString());
        return new Call(request, realm, clock.instant(), correlationId, claims -> {});
    }

    Call at(Realm other) {
        return new Call(request, other, now, correlationId, idTokenChange);
    }

    /** The same call, whose ID token is spoilt by a fault. */
    Call changingIdToken(Consumer<JwtClaims> change) {
        return new Call(request, realm, now, correlationId, idTokenChange.andThen(change));
    }

    EmulatorRequest request() {
        return request;
    }

    Realm realm() {
        return realm;
    }

    Instant now() {
        return now;
    }

    String traceId() {
        return traceId;
    }

    String correlationId() {
        return correlationId;
    }

    Consumer<JwtClaims> idTokenChange() {
        return idTokenChange;
    }

    /** A parameter the request cannot do without. */
    String required(String name) {
        return request.parameter(name).orElseThrow(() -> Refusal.missingParameter(name));
    }
}
