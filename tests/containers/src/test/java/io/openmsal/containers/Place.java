package io.openmsal.containers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where one server runs.
 *
 * @param home its programs, which nobody changes
 * @param base its own folder, empty at first
 * @param port where it listens, on loopback
 * @param settings system properties for the sample
 * @param log where it prints to
 */
record Place(Path home, Path base, int port, Map<String, String> settings, Path log) {

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
}
