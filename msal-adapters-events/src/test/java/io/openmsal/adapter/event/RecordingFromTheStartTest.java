package io.openmsal.adapter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators start a recording with the process, before any class of the library is loaded. */
class RecordingFromTheStartTest {

    @TempDir
    Path folder;

    @Test
    void theFirstEventOfEachKindIsRecordedLikeTheNext() throws Exception {
        Path file = folder.resolve("flight.jfr");
        String classPath = Stream.of(Program.class, FlightRecorderEvents.class, EventSink.class)
                .map(RecordingFromTheStartTest::placeOf)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:StartFlightRecording:filename=" + file,
                        "-cp",
                        classPath,
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(countsIn(file))
                .isEqualTo(
                        Map.of("io.openmsal.HttpExchange", 2L, "io.openmsal.TokenCall", 2L, "io.openmsal.Event", 2L));
    }

    private static Map<String, Long> countsIn(Path file) throws Exception {
        return RecordingFile.readAllEvents(file).stream()
                .map(RecordingFromTheStartTest::name)
                .filter(name -> name.startsWith("io.openmsal."))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    private static String name(RecordedEvent event) {
        return event.getEventType().getName();
    }

    private static String placeOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** What is recorded. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            EventSink sink = new FlightRecorderEvents();
            for (int round = 0; round < 2; round++) {
                for (String name : new String[] {"http.exchange", "token.acquired", "http.retry"}) {
                    sink.tell(Event.of(Event.Level.DEBUG, name));
                }
            }
        }
    }
}
