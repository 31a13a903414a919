package io.openmsal.adapter.browser;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Starts commands of the operating system; a test hands in one that only pretends. */
interface CommandLauncher {

    /**
     * Starts a command, without a shell, and watches it for a while.
     *
     * @param command the program and its arguments
     * @param patience how long to watch
     * @return its exit code, or empty when it is still running; it is left running
     * @throws IOException when there is no such command, or it cannot be started
     * @throws InterruptedException when interrupted while watching; the command is left running
     */
    OptionalInt start(List<String> command, Duration patience) throws IOException, InterruptedException;
}
