package io.openmsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.event.EventSink;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.time.TestClock;
import java.io.File;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Calls on virtual threads, which share few carriers: none may hold one while it waits. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads are there from Java 21 on")
class VirtualThreadsTest {

    /** In a JVM of its own, since the number of carriers is fixed at the first virtual thread. */
    @Test
    void twoHundredFinishOnOneCarrier() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                        "-Djdk.tracePinnedThreads=short",
                        "-cp",
                        String.join(File.pathSeparator, System.getProperty("java.class.path")),
                        Callers.class.getName())
                .redirectErrorStream(true)
                .start();

        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed.trim()).isEqualTo("200 callers got 1 token with 1 request");
    }

    /** The program. */
    static final class Callers {

        private Callers() {}

        /** Two hundred callers wait for one answer, which a server gives that waits for all of them. */
        public static void main(String[] args) throws Exception {
            Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            ExecutorService threads = (ExecutorService) factory.invoke(null);
            try (Emulator emulator = Emulator.start()) {
                ConfidentialClientApplication app = Emulated.confidentialClient(
                        emulator,
                        Emulated.adapters(
                                emulator, new TestClock(emulator.clock().instant()), EventSink.none()));
                List<Future<String>> all = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    all.add(threads.submit(() ->
                            app.acquireTokenForClient(Emulated.SCOPE).execute().accessToken()));
                }
                List<String> tokens = new ArrayList<>();
                for (Future<String> one : all) {
                    tokens.add(one.get(30, TimeUnit.SECONDS));
                }
                System.out.println(tokens.size() + " callers got "
                        + tokens.stream().distinct().count() + " token with "
                        + emulator.requests().size() + " request");
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
