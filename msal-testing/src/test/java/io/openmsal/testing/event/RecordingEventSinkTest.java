package io.openmsal.testing.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordingEventSinkTest extends EventSinkContract {

    private final RecordingEventSink sink = new RecordingEventSink();

    @Override
    protected EventSink sink() {
        return sink;
    }

    /** The sink that is there when nobody configured one. */
    @Nested
    class NoSink extends EventSinkContract {
        @Override
        protected EventSink sink() {
            return EventSink.none();
        }
    }

    @Test
    void itKeepsEventsInOrderAndFindsThemByNameAndLevel() {
        Event request = Event.of(Event.Level.DEBUG, "token.request").with("status", 200);
        Event retry = Event.of(Event.Level.WARNING, "token.retry");
        sink.emit(request);
        sink.emit(retry);

        assertThat(sink.names()).containsExactly("token.request", "token.retry");
        assertThat(sink.only("token.request")).isSameAs(request);
        assertThat(sink.atLeast(Event.Level.INFO)).containsExactly(retry);
        assertThat(sink).hasToString("[token.request, token.retry]");
        sink.clear();
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void itShowsPersonalValuesOnlyWhereThatIsSaid() {
        sink.emit(Event.of(Event.Level.INFO, "account").with("count", 1).withPersonal("username", "ada"));

        assertThat(sink.text()).isEqualTo("account count=1 username=[personal]");
        assertThat(sink.textWithPersonalValues()).isEqualTo("account count=1 username=ada");
    }

    @Test
    void itIsLoudAboutAnEventThatDidNotHappenOnce() {
        assertThatThrownBy(() -> sink.only("token.request"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected one event token.request, found 0 among []");
    }

    @Test
    void itThrowsWhenTold() {
        IllegalStateException failure = new IllegalStateException("scripted");
        sink.failEachTime(failure);

        assertThatThrownBy(() -> sink.emit(Event.of(Event.Level.INFO, "x"))).isSameAs(failure);
        assertThat(sink.names()).containsExactly("x");
    }
}
