package io.openmsal.testing.emulator;

import java.time.Clock;
import java.util.Map;

/** Leads each request to its endpoint, past the fault that waits there, and writes refusals down in the realm's dialect. */
final class Dispatcher {

    private final Realms realms;
    private final Map<EmulatorEndpoint, Endpoint> endpoints;
    private final Faults faults;
    private final MessagePages pages;
    private final Clock clock;

    Dispatcher(
            Realms realms, Map<EmulatorEndpoint, Endpoint> endpoints, Faults faults, MessagePages pages, Clock clock) {
        this.realms = realms;
        this.endpoints = endpoints;
        this.faults = faults;
        this.pages = pages;
        this.clock = clock;
    }

    /** A defect of the emulator must be seen in the client's test, not only in a closed connection. */
    Answer serve(EmulatorRequest request, Route route, Pause pause) {
        Answer answer;
        try {
            answer = answer(request, route, pause);
        } catch (RuntimeException defect) {
            answer = Answer.of(500, "text/plain", "The emulator failed: " + defect);
        }
        return answer.withDefault("Cache-Control", "no-store, no-cache")
                .withDefault("Pragma", "no-cache")
                .withDefault("X-Content-Type-Options", "nosniff");
    }

    private Answer answer(EmulatorRequest request, Route route, Pause pause) {
        Call unplaced = Call.of(request, realms.common(), clock);
        Answer answer;
        try {
            Call call = unplaced.at(route.realm().apply(realms));
            answer = answer(call, route.endpoint(), pause);
        } catch (Refusal unknownRealm) {
            answer = refused(unplaced, unknownRealm);
        }
        return answer.with("client-request-id", unplaced.correlationId()).with("x-ms-request-id", unplaced.traceId());
    }

    private Answer answer(Call call, EmulatorEndpoint door, Pause pause) {
        try {
            return pastFault(call, endpoints.getOrDefault(door, nothing -> pages.notFound()), pause);
        } catch (Refusal refusal) {
            return refused(call, refusal);
        }
    }

    /**
     * Leads one request to another endpoint than its own, past the fault that waits there.
     *
     * @throws Refusal as it is: whoever leads it there has no page to show
     */
    Answer leadTo(Endpoint endpoint, EmulatorRequest request, Route route, Pause pause) {
        return pastFault(Call.of(request, route.realm().apply(realms), clock), endpoint, pause);
    }

    private Answer pastFault(Call call, Endpoint endpoint, Pause pause) {
        return faults.take(call.request().endpoint())
                .map(fault -> fault.serve(call, endpoint, pause))
                .orElseGet(() -> endpoint.serve(call));
    }

    private Answer refused(Call call, Refusal refusal) {
        if (call.request().endpoint().showsPages()) {
            return pages.refusal(call, refusal);
        }
        Answer answer = Answer.json(refusal.status(), call.realm().errorBody(refusal, call));
        return switch (refusal.status()) {
            case 401 ->
                answer.with("WWW-Authenticate", "Basic realm=\"" + call.realm().name() + "\"");
            case 405 -> answer.with("Allow", "POST");
            default -> answer;
        };
    }
}
