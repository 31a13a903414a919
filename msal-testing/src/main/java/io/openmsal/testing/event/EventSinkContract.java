package io.openmsal.testing.event;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.store.Race;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link EventSink} does. Extend it, say which sink, and run it with JUnit. */
public abstract class EventSinkContract {

    /** For subclasses. */
    protected EventSinkContract() {}

    /**
     * The sink under test.
     *
     * @return one that is ready
     */
    protected abstract EventSink sink();

    @ParameterizedTest
    @EnumSource(Event.Level.class)
    void anEventOfAnyLevelIsTakenWithoutAWord(Event.Level level) {
        assertThatCode(() -> sink().emit(event(level))).doesNotThrowAnyException();
    }

    @Test
    void anEventWithoutFieldsIsTaken() {
        assertThatCode(() -> sink().emit(Event.of(Event.Level.INFO, "bare"))).doesNotThrowAnyException();
    }

    @Test
    void valuesThatWouldBreakALineOrAFormatAreTaken() {
        Event awkward = Event.of(Event.Level.INFO, "awkward")
                .with("lines", "a\r\nb\u2028c")
                .with("format", "{} %s ${jndi:x} \\")
                .with("empty", "")
                .with("long", "x".repeat(100_000))
                .withPersonal("name", "\u00c5sa \ud83d\ude00");

        assertThatCode(() -> sink().emit(awkward)).doesNotThrowAnyException();
    }

    @Test
    void theSameEventMayComeTwice() {
        EventSink sink = sink();
        Event event = event(Event.Level.INFO);
        sink.emit(event);

        assertThatCode(() -> sink.emit(event)).doesNotThrowAnyException();
    }

    @Test
    void sixteenThreadsMayUseOneSinkAndNoneWaitsLong() throws Exception {
        EventSink sink = sink();
        long start = System.nanoTime();

        Race.of(16, thread -> {
            for (int i = 0; i < 100; i++) {
                sink.emit(event(Event.Level.DEBUG).with("thread", thread));
            }
        });

        // generous: it only tells a sink that writes over the network on the caller's thread
        Assertions.assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private static Event event(Event.Level level) {
        return Event.of(level, "token.request")
                .with("host", "login.example.com")
                .with("status", 200)
                .withPersonal("username", "ada@example.com");
    }
}
