package io.openmsal.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where one server runs.
 *
 * @param home its programs, which nobody changes
 * @param base its own folder, empty at first
 * @param port where it listens, on loopback
 * @param settings system properties for the sample
 * @param database for the server's {@code DataSource}
 * @param archives what it serves from the start, by the name of the application
 * @param log where it prints to
 */
record Place(
        Path home,
        Path base,
        int port,
        Map<String, String> settings,
        Database database,
        Map<String, Path> archives,
        Path log) {

    /** Starts a program of the server on the JDK that runs the tests. */
    Process start(Map<String, String> environment, String program, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", home.resolve(program).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Puts the archives where the server looks for them, each as {@code NAME.war}. */
    void deployTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Path> archive : archives.entrySet()) {
            Files.copy(archive.getValue(), folder.resolve(archive.getKey() + ".war"));
        }
    }

    /** All that it has printed and written into logs, line by line. */
    List<String> logged() throws IOException {
        List<Path> files = new ArrayList<>(List.of(log));
        try (Stream<Path> all = Files.walk(base)) {
            all.filter(file -> file.toString().endsWith(".log")).forEach(files::add);
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            try (Stream<String> text = Files.lines(file)) {
                text.forEach(lines::add);
            }
        }
        return lines;
    }
}
