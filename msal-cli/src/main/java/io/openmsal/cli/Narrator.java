package io.openmsal.cli;

import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventField;
import io.openmsal.port.event.EventSink;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the library's events on the error stream: warnings always, the rest when asked to. */
final class Narrator implements EventSink {

    private final Shell shell;
    private final boolean everything;
    private volatile boolean heardOfUnwrittenCache;
    private volatile boolean heardOfUnreadCache;
    private volatile @Nullable String setAside;

    Narrator(Shell shell, boolean everything) {
        this.shell = shell;
        this.everything = everything;
    }

    @Override
    public void emit(Event event) {
        heardOfUnwrittenCache |= event.name().equals("cache.write");
        heardOfUnreadCache |= event.name().equals("cache.read");
        if (event.name().equals("store.set_aside")) {
            setAside = event.fields().stream()
                    .filter(field -> field.name().equals("moved_to"))
                    .map(EventField::value)
                    .findFirst()
                    .orElse(setAside);
        }
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
     * @throws MsalStoreException when the cache could not be read, at least in part, or was set aside because it was not whole
     */
    void requireReadCache() {
        String aside = setAside;
        if (aside != null) {
            throw new MsalStoreException(
                    "cache_not_read",
                    "The cache was not whole, so it is not known who is signed in. It was set aside with the tokens that"
                            + " may be in it, as " + FileName.of(Path.of(aside))
                            + ". Delete that to forget them, and sign in again with 'login' to go on.",
                    null);
        }
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
