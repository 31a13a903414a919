package io.openmsal.adapter.browser;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A machine on which only the programs the test names exist. */
final class FakeLauncher implements CommandLauncher {

    private final Map<String, OptionalInt> programs = new HashMap<>();
    private final List<List<String>> started = new ArrayList<>();

    FakeLauncher endingWith(int exitCode, String program) {
        programs.put(program, OptionalInt.of(exitCode));
        return this;
    }

    FakeLauncher running(String program) {
        programs.put(program, OptionalInt.empty());
        return this;
    }

    @Override
    public OptionalInt start(List<String> command, Duration patience) throws IOException {
        OptionalInt exit = programs.get(command.get(0));
        if (exit == null) {
            throw new IOException("Cannot run program \"" + command + "\"");
        }
        started.add(command);
        return exit;
    }

    /** The commands that could be started, in order. */
    List<List<String>> started() {
        return started;
    }
}
