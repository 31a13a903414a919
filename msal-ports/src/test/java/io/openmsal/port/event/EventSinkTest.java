package io.openmsal.port.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSinkTest {

    private static final Event EVENT = Event.of(Event.Level.INFO, "x");

    @Test
    void whatIsToldIsEmitted() {
        List<Event> taken = new ArrayList<>();
        EventSink sink = taken::add;

        sink.tell(EVENT);

        assertThat(taken).containsExactly(EVENT);
    }

    static Stream<Throwable> whatSinksThrow() {
        return Stream.of(
                new IllegalStateException("broken"),
                new IOException("from a language without checked exceptions"),
                new NoClassDefFoundError("jdk/jfr/Event"));
    }

    @ParameterizedTest
    @MethodSource("whatSinksThrow")
    void whatASinkThrowsIsDropped(Throwable thrown) {
        EventSink broken = event -> EventSinkTest.<RuntimeException>sneak(thrown);

        assertThatCode(() -> broken.tell(EVENT)).doesNotThrowAnyException();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
