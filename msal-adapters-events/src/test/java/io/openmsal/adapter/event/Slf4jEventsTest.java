package io.openmsal.adapter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.event.EventSinkContract;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.EventRecordingLogger;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class Slf4jEventsTest extends EventSinkContract {

    private final Queue<SubstituteLoggingEvent> written = new ArrayDeque<>();
    private final SubstituteLogger name = new SubstituteLogger("io.openmsal", written, false);
    private final EventRecordingLogger logger = new EventRecordingLogger(name, written);

    @Override
    protected EventSink sink() {
        return new Slf4jEvents();
    }

    @ParameterizedTest
    @EnumSource(Event.Level.class)
    void anEventIsOneLineOfItsLevel(Event.Level level) {
        new Slf4jEvents(logger, PersonalValues.inClear())
                .emit(Event.of(level, "http.retry").with("format", "{} %s"));

        SubstituteLoggingEvent line = Objects.requireNonNull(written.poll());
        assertThat(line.getLevel().name()).isEqualTo(level == Event.Level.WARNING ? "WARN" : level.name());
        assertThat(line.getMessage()).isEqualTo("{}");
        assertThat(line.getArgumentArray()).containsExactly("http.retry format={} %s");
        assertThat(written).isEmpty();
    }

    @Test
    void aPersonIsAHashUnlessAllowed() {
        new Slf4jEvents(logger, PersonalValues.hashed())
                .emit(Event.of(Event.Level.INFO, "x").withPersonal("account", "ada@contoso.example"));

        assertThat(Objects.requireNonNull(written.poll()).getArgumentArray()[0].toString())
                .matches("x account=#[0-9a-f]{16}");
    }
}
