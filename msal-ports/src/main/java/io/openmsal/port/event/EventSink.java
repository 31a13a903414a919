package io.openmsal.port.event;

/**
 * Takes what the library has to tell its operators: a request sent, a token served, a retry. Bridges to logging and metrics
 * are adapters of this port.
 *
 * <p>Called on the thread that does the work, from many threads at once; it must return quickly and must not throw (what it
 * throws is dropped). No event is made at all on a cache hit when the sink is {@link #none()}.
 */
@FunctionalInterface
public interface EventSink {

    /**
     * Takes one event.
     *
     * @param event what happened
     */
    void emit(Event event);

    /**
     * Has the sink take one event, and drops what it throws: a token is worth more than a line about it. This is what the library calls.
     *
     * @param event what happened
     */
    default void tell(Event event) {
        try {
            emit(event);
        } catch (Exception | LinkageError dropped) {
            // checked ones too, which languages without them throw, and libraries that are not there
        }
    }

    /**
     * The sink that nobody reads.
     *
     * @return the same object each time
     */
    static EventSink none() {
        return NoEvents.INSTANCE;
    }
}
