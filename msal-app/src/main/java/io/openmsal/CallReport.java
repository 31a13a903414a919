package io.openmsal;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.exchange.CallTally;
import io.openmsal.domain.exchange.FailedRenewal;
import io.openmsal.domain.exchange.Product;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells the operators how an acquisition ended: one event for each, {@code token.acquired} or {@code token.failed}; and before that of each
 * token on its way that could not be renewed and serves on, {@code token.renewal_failed}.
 */
final class CallReport {

    private final TokenCall call;
    private final EventSink events;
    private final Clock clock;
    private final Supplier<Optional<CallTally>> tally;

    /** The tally is asked for afterwards, and is there when the call was begun, as it is before something is sent. */
    CallReport(TokenCall call, EventSink events, Clock clock, Supplier<Optional<CallTally>> tally) {
        this.call = call;
        this.events = events;
        this.clock = clock;
        this.tally = tally;
    }

    AuthenticationResult on(Supplier<AuthenticationResult> acquisition) {
        Instant start = clock.instant();
        try {
            return told(acquisition.get(), start);
        } catch (MsalException failure) {
            throw told(failure, start);
        }
    }

    /** The same of one look at an acquisition that goes on while there is nothing yet, and while the server only asks for patience. */
    Optional<AuthenticationResult> onLook(Supplier<Optional<AuthenticationResult>> look) {
        Instant start = clock.instant();
        try {
            return look.get().map(result -> told(result, start));
        } catch (MsalThrottledException goesOn) {
            throw goesOn;
        } catch (MsalException failure) {
            throw told(failure, start);
        }
    }

    /** The same of a step that begins an acquisition, and ends it only by failing. */
    <T> T onBeginning(Supplier<T> step) {
        Instant start = clock.instant();
        try {
            return step.get();
        } catch (MsalException failure) {
            throw told(failure, start);
        }
    }

    private AuthenticationResult told(AuthenticationResult result, Instant start) {
        tellFailedRenewals();
        events.tell(acquired(result, start));
        return result;
    }

    private MsalException told(MsalException failure, Instant start) {
        tellFailedRenewals();
        events.tell(failed(failure, start));
        return failure;
    }

    private Event acquired(AuthenticationResult result, Instant start) {
        Instant end = clock.instant();
        Event event = about(Event.of(Event.Level.DEBUG, "token.acquired"), start, end)
                .with("source", result.source())
                .with("refreshReason", result.refreshReason())
                .with("tokenType", result.tokenType())
                .with("remainingSeconds", ChronoUnit.SECONDS.between(end, result.expiresAt()));
        event = result.correlationId().isPresent()
                ? event.with("correlationId", result.correlationId().get())
                : event;
        return result.account().isPresent()
                ? event.withPersonal(
                        "account", result.account().map(Account::homeAccountId).get())
                : event;
    }

    private Event failed(MsalException failure, Instant start) {
        return because(about(Event.of(level(failure), "token.failed"), start, clock.instant()), failure);
    }

    private void tellFailedRenewals() {
        for (FailedRenewal renewal : tally.get().map(CallTally::failedRenewals).orElse(List.of())) {
            MsalException failure = renewal.failure();
            Event event = Event.of(level(failure), "token.renewal_failed")
                    .with("call", call.method)
                    .with("apiId", call.apiId)
                    .with("version", Product.VERSION)
                    .with(
                            "remainingSeconds",
                            renewal.expiresAt() - clock.instant().getEpochSecond());
            events.tell(because(event, failure));
        }
    }

    private static Event because(Event begun, MsalException failure) {
        Event event = begun.with("error", failure.errorCode())
                .with("failure", failure.getClass().getSimpleName());
        Optional<ServiceError> refusal = refusalIn(failure);
        event = refusal.isPresent() ? event.with("host", refusal.get().host()) : event;
        List<Long> codes = refusal.map(ServiceError::codes).orElse(List.of());
        event = codes.isEmpty() ? event : event.with("stsError", codes.get(0));
        return failure.correlationId().isPresent()
                ? event.with("correlationId", failure.correlationId().get())
                : event;
    }

    private static Optional<ServiceError> refusalIn(MsalException failure) {
        if (failure instanceof MsalServiceException refused) {
            return Optional.of(refused.serviceError());
        }
        if (failure instanceof MsalThrottledException busy) {
            return Optional.of(busy.serviceError());
        }
        return failure instanceof MsalInteractionRequiredException person ? person.serviceError() : Optional.empty();
    }

    private Event about(Event event, Instant start, Instant end) {
        Event known = event.with("call", call.method)
                .with("apiId", call.apiId)
                .with("version", Product.VERSION)
                .with("microseconds", ChronoUnit.MICROS.between(start, end));
        return tally.get().map(waited -> withWaiting(known, waited)).orElse(known);
    }

    private static Event withWaiting(Event event, CallTally waited) {
        Event known = event;
        if (waited.networkMillis().isPresent()) {
            known = known.with("networkMilliseconds", waited.networkMillis().getAsLong())
                    .with("lastStatus", waited.lastStatus().getAsInt());
        }
        return waited.storeMillis().isPresent()
                ? known.with("storeMilliseconds", waited.storeMillis().getAsLong())
                : known;
    }

    /** That a person has to act, or stops, is an ordinary day. */
    private static Event.Level level(MsalException failure) {
        return failure instanceof MsalInteractionRequiredException || failure instanceof MsalCancelledException
                ? Event.Level.INFO
                : Event.Level.WARNING;
    }
}
