package io.openmsal.adapter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.event.EventSink;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application that uses one sink does not have the libraries of the others. */
class OptionalLibrariesTest {

    @Test
    void sinksWithoutALibraryWorkWhereThereIsNone() throws Exception {
        URL ports = EventSink.class.getProtectionDomain().getCodeSource().getLocation();
        URL mine =
                SystemLoggerEvents.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader bare = new URLClassLoader(new URL[] {ports, mine}, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> bare.loadClass("org.slf4j.Logger")).isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> bare.loadClass("io.opentelemetry.api.OpenTelemetry"))
                    .isInstanceOf(ClassNotFoundException.class);
            for (Class<?> sink : List.of(SystemLoggerEvents.class, FlightRecorderEvents.class)) {
                Object made = Class.forName(sink.getName(), true, bare)
                        .getDeclaredConstructor()
                        .newInstance();
                assertThat(made.getClass().getClassLoader()).isSameAs(bare);
            }
        }
    }
}
