package io.openmsal.adapter.event;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells several sinks, in order. One that throws does not keep the others from hearing. Safe for many threads when they are. */
public final class SeveralEvents implements EventSink {

    private final List<EventSink> sinks;

    /**
     * Joins sinks.
     *
     * @param sinks such as one for lines and one for metrics
     */
    public SeveralEvents(EventSink... sinks) {
        this.sinks = new ArrayList<>(Arrays.asList(sinks));
    }

    @Override
    public void emit(Event event) {
        for (EventSink sink : sinks) {
            sink.tell(event);
        }
    }
}
