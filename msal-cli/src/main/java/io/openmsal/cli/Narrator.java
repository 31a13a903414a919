package io.openmsal.cli;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.util.Locale;

/** Tells the library's events on the error stream: warnings always, the rest when asked to. */
final class Narrator implements EventSink {

    private final Shell shell;
    private final boolean everything;
    private volatile boolean heardOfUnwrittenCache;

    Narrator(Shell shell, boolean everything) {
        this.shell = shell;
        this.everything = everything;
    }

    @Override
    public void emit(Event event) {
        heardOfUnwrittenCache |= event.name().equals("cache.write");
        // how a failed call ended is what the command itself tells
        boolean news = event.level() == Event.Level.WARNING && !event.name().equals("token.failed");
        if (everything || news) {
            // an event's own text hides personal values, and there is no way to put a secret into one
            shell.say(event.level().name().toLowerCase(Locale.ROOT) + " " + event);
        }
    }

    /** Whether a change did not reach the cache. */
    boolean heardOfUnwrittenCache() {
        return heardOfUnwrittenCache;
    }
}
