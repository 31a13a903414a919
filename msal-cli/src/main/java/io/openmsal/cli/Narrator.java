package io.openmsal.cli;

import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.util.Locale;

/** Tells the library's events on the error stream: warnings always, the rest when asked to. */
final class Narrator implements EventSink {

    private final Shell shell;
    private final boolean everything;
    private volatile boolean heardOfUnwrittenCache;
    private volatile boolean heardOfUnreadCache;

    Narrator(Shell shell, boolean everything) {
        this.shell = shell;
        this.everything = everything;
    }

    @Override
    public void emit(Event event) {
        heardOfUnwrittenCache |= event.name().equals("cache.write");
        heardOfUnreadCache |= event.name().equals("cache.read");
        // how a failed call ended is what the command itself tells
        boolean news = event.level() == Event.Level.WARNING && !event.name().equals("token.failed");
        if (everything || news) {
            // an event's own text hides personal values, and there is no way to put a secret into one
            shell.say(event.level().name().toLowerCase(Locale.ROOT) + " " + event);
        }
    }

    /**
     * Stops when something in the cache could not be seen: what seems to be missing may be there.
     *
     * @throws MsalStoreException when the cache could not be read, at least in part
     */
    void requireReadCache() {
        if (heardOfUnreadCache) {
            throw new MsalStoreException(
                    "cache_not_read",
                    "The cache could not be read, so it is not known who is signed in; the warning says why."
                            + " Check that it runs and may be read, and try again.",
                    null);
        }
    }

    /** Whether a change did not reach the cache. */
    boolean heardOfUnwrittenCache() {
        return heardOfUnwrittenCache;
    }
}
