package io.openmsal.adapter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.event.EventSinkContract;
import io.openmsal.testing.event.RecordingEventSink;
import org.junit.jupiter.api.Test;

class SeveralEventsTest extends EventSinkContract {

    private final RecordingEventSink broken =
            new RecordingEventSink().failEachTime(new IllegalStateException("full disk"));
    private final RecordingEventSink sound = new RecordingEventSink();

    @Override
    protected EventSink sink() {
        return new SeveralEvents(broken, sound);
    }

    @Test
    void allHearEvenWhenOneThrows() {
        sink().emit(Event.of(Event.Level.INFO, "x"));

        assertThat(broken.names()).containsExactly("x");
        assertThat(sound.names()).containsExactly("x");
    }
}
