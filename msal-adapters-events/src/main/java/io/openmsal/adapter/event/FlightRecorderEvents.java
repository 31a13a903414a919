package io.openmsal.adapter.event;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.util.Objects;

/**
 * Records each event with Java Flight Recorder, under the names {@value FlightRecord.TokenCall#NAME},
 * {@value FlightRecord.HttpExchange#NAME} and, for all others, {@value FlightRecord.Other#NAME}. While nobody records, an event
 * costs some nanoseconds. Personal values are hashed unless allowed. Safe for many threads. Needs the module {@code jdk.jfr}.
 */
public final class FlightRecorderEvents implements EventSink {

    private final EventText text;

    /** Records, personal values hashed. */
    public FlightRecorderEvents() {
        this(PersonalValues.hashed());
    }

    /**
     * Records.
     *
     * @param personal how values about people are shown
     */
    public FlightRecorderEvents(PersonalValues personal) {
        // without the module this fails here, and not unheard at each event
        Objects.requireNonNull(jdk.jfr.Event.class, "jdk.jfr");
        this.text = new EventText(Objects.requireNonNull(personal, "personal"));
    }

    @Override
    public void emit(Event event) {
        FlightRecord record = recordOf(event);
        if (record.isEnabled()) {
            record.fill(event, new EventFields(event), text);
            record.commit();
        }
    }

    private static FlightRecord recordOf(Event event) {
        return switch (event.name()) {
            case "token.acquired", "token.failed" -> new FlightRecord.TokenCall();
            case "http.exchange", "http.failure" -> new FlightRecord.HttpExchange();
            default -> new FlightRecord.Other();
        };
    }
}
