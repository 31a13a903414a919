package io.openmsal.adapter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.testing.event.EventSinkContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderEventsTest extends EventSinkContract {

    @TempDir
    Path folder;

    @Override
    protected EventSink sink() {
        return new FlightRecorderEvents();
    }

    private List<RecordedEvent> recorded(Consumer<EventSink> work) throws IOException {
        Path file = folder.resolve("flight.jfr");
        try (Recording recording = new Recording()) {
            List.of("TokenCall", "HttpExchange", "Event").forEach(name -> recording.enable("io.openmsal." + name));
            recording.start();
            work.accept(sink());
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.openmsal."))
                .toList();
    }

    @Test
    void aTokenCallIsRecordedWithWhatItTook() throws Exception {
        List<RecordedEvent> events = recorded(sink -> sink.emit(Event.of(Event.Level.DEBUG, "token.acquired")
                .with("call", "acquireTokenSilent")
                .with("source", "CACHE")
                .with("microseconds", 7)
                .withPersonal("account", "ada@contoso.example")));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getEventType().getName()).isEqualTo("io.openmsal.TokenCall");
            assertThat(event.getString("call")).isEqualTo("acquireTokenSilent");
            assertThat(event.getString("source")).isEqualTo("CACHE");
            assertThat(event.getString("error")).isEmpty();
            assertThat(event.getDuration("took")).isEqualTo(Duration.ofNanos(7_000));
            assertThat(event.getString("text")).contains("account=#").doesNotContain("ada@contoso.example");
        });
    }

    @Test
    void anExchangeAndAllElseAreRecordedToo() throws Exception {
        List<RecordedEvent> events = recorded(sink -> {
            sink.emit(Event.of(Event.Level.DEBUG, "http.exchange")
                    .with("purpose", "a token")
                    .with("host", "login.example")
                    .with("status", 503)
                    .with("milliseconds", 40));
            sink.emit(Event.of(Event.Level.INFO, "http.retry").with("attempt", 1));
        });

        assertThat(events).hasSize(2);
        assertThat(events.get(0).getString("host")).isEqualTo("login.example");
        assertThat(events.get(0).getLong("status")).isEqualTo(503);
        assertThat(events.get(0).getDuration("took")).isEqualTo(Duration.ofMillis(40));
        assertThat(events.get(1).getEventType().getName()).isEqualTo("io.openmsal.Event");
        assertThat(events.get(1).getString("text")).isEqualTo("http.retry attempt=1");
    }

    @Test
    void noFieldHoldsATokenOrBreaksALine() throws Exception {
        String token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2ln";
        List<RecordedEvent> events = recorded(sink -> {
            sink.emit(Event.of(Event.Level.WARNING, "token.failed")
                    .with("call", token)
                    .with("source", token)
                    .with("error", token + "\nforged"));
            sink.emit(Event.of(Event.Level.DEBUG, "http.exchange")
                    .with("purpose", token)
                    .with("host", token + "\nforged"));
        });

        assertThat(events).hasSize(2);
        assertThat(events.get(0).getString("call")).isEqualTo("[token]");
        assertThat(events.get(0).getString("source")).isEqualTo("[token]");
        assertThat(events.get(0).getString("error")).isEqualTo("[token]?forged");
        assertThat(events.get(1).getString("purpose")).isEqualTo("[token]");
        assertThat(events.get(1).getString("host")).isEqualTo("[token]?forged");
    }
}
