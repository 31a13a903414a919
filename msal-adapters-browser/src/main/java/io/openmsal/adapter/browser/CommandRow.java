package io.openmsal.adapter.browser;

import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.browser.BrowserLaunch.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Tries commands one after the other until one takes the address, for two seconds in all. */
final class CommandRow {

    /** Long enough for a launcher to fail, short enough for a person who waits for something to happen. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CommandLauncher launcher;

    CommandRow(CommandLauncher launcher) {
        this.launcher = launcher;
    }

    BrowserLaunch open(List<BrowserCommand> commands, URI address, String nextStep) {
        if (!WebAddress.isOne(address)) {
            return new BrowserLaunch(
                    Outcome.REFUSED,
                    "only absolute http and https addresses are opened, not one of scheme " + address.getScheme());
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> failures = new ArrayList<>();
        for (BrowserCommand command : commands) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            try {
                OptionalInt exit = launcher.start(command.wordsFor(address), left);
                if (!exit.isPresent()) {
                    return stillRunning(command);
                }
                if (exit.getAsInt() == 0) {
                    return new BrowserLaunch(Outcome.OPENED, command.name() + " took the address");
                }
                failures.add(command.name() + " ended with exit code " + exit.getAsInt());
            } catch (IOException notStarted) {
                // The exception's own text may repeat the whole command, and with it the address.
                failures.add(command.name() + " could not be started");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new BrowserLaunch(
                        Outcome.UNKNOWN, command.name() + " was started; the wait for it was cut short");
            }
        }
        return new BrowserLaunch(Outcome.REFUSED, String.join(", ", failures) + "; " + nextStep);
    }

    private static BrowserLaunch stillRunning(BrowserCommand command) {
        return command.isBrowser()
                ? new BrowserLaunch(Outcome.OPENED, command.name() + " is running")
                : new BrowserLaunch(
                        Outcome.UNKNOWN, command.name() + " was started and has not said whether a page is shown");
    }
}
