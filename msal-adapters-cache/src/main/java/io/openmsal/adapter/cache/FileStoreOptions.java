package io.openmsal.adapter.cache;

import io.openmsal.port.event.EventSink;
import java.time.Duration;
import java.util.Objects;

/** How a file store waits and whom it tells. Immutable: each method gives new options. */
public final class FileStoreOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** In nanoseconds, longer ones come to their end before a lock does. */
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(100);

    private final Duration lockPatience;
    private final EventSink events;

    private FileStoreOptions(Duration lockPatience, EventSink events) {
        this.lockPatience = lockPatience.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : lockPatience;
        this.events = Objects.requireNonNull(events, "events");
    }

    /**
     * Five seconds for another writer, and nobody is told.
     *
     * @return the options
     */
    public static FileStoreOptions defaults() {
        return new FileStoreOptions(PATIENCE, EventSink.none());
    }

    /**
     * How long to wait for other writers.
     *
     * @param patience how long a writer waits for each lock before it gives up with {@link StoreBusyException}; 100 days at most
     * @return the options with it
     */
    public FileStoreOptions lockPatience(Duration patience) {
        return new FileStoreOptions(patience, events);
    }

    /**
     * Whom to tell that a file was set aside: a warning named {@code store.set_aside}, once for each file.
     *
     * @param sink the operator's sink
     * @return the options with it
     */
    public FileStoreOptions events(EventSink sink) {
        return new FileStoreOptions(lockPatience, sink);
    }

    Duration lockPatience() {
        return lockPatience;
    }

    EventSink events() {
        return events;
    }
}
