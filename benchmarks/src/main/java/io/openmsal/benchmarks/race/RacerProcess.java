package io.openmsal.benchmarks.race;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running {@link Racer}, as the one who started it sees it. */
final class RacerProcess implements AutoCloseable {

    /** Beyond the race itself: a call may wait for a lease, and the machine may be busy. */
    private static final int PATIENCE_SECONDS = 90;

    private final Process process;
    private final BufferedReader output;
    private final Map<String, Long> fetched = new LinkedHashMap<>();
    private final Map<String, Long> lastMarks = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private long marks;
    private long calls;
    private long storeFailures;

    /**
     * Starts one.
     *
     * @param program whose main method races, as that of {@link Racer} does
     * @param setting the race
     * @param name of the process
     */
    RacerProcess(Class<?> program, Setting setting, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xshare:auto",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(setting.arguments()));
        command.add(name);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    void awaitReadiness() throws IOException {
        String line = output.readLine();
        if (!"ready".equals(line)) {
            throw new IOException("A process of the race said: " + line);
        }
    }

    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Hears all that it says, to its end. */
    void hear(int seconds) throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "fetched" -> fetched.putIfAbsent(words[1], Long.parseLong(words[2]));
                case "acknowledged" -> {
                    lastMarks.put(words[1], Long.parseLong(words[2]));
                    marks += Long.parseLong(words[3]);
                }
                case "counted" -> {
                    calls = Long.parseLong(words[2]);
                    storeFailures = Long.parseLong(words[4]);
                }
                default -> failures.add(line);
            }
        }
        if (!process.waitFor(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("A process of the race did not end well. What it said stands above.");
        }
    }

    /** When it got the tokens that it asked the provider for, each once, in milliseconds since 1970. */
    Collection<Long> fetched() {
        return fetched.values();
    }

    /** The last mark of each of its threads of which the store said that it is kept. */
    Map<String, Long> lastMarks() {
        return lastMarks;
    }

    /** How many marks the store said are kept. */
    long marks() {
        return marks;
    }

    /** What its threads ended with, if not with the race. */
    List<String> failures() {
        return failures;
    }

    long calls() {
        return calls;
    }

    long storeFailures() {
        return storeFailures;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
