package io.openmsal.domain.exchange;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What many servers {@linkplain Published publish}, each at an address of its own. Remembers a thousand of them and then begins anew. Safe for
 * many threads.
 *
 * @param <V> what is published
 */
public final class PublishedByAddress<V> {

    private static final int MOST_REMEMBERED = 1000;

    private final String purpose;
    private final Clock clock;
    private final Map<String, Published<V>> byAddress = new ConcurrentHashMap<>();

    /**
     * Makes it, and fetches nothing.
     *
     * @param purpose what the fetching is called in failures
     * @param clock what tells the time
     */
    public PublishedByAddress(String purpose, Clock clock) {
        this.purpose = purpose;
        this.clock = clock;
    }

    /**
     * What one server publishes.
     *
     * @param address what tells it from others
     * @return the same object for the same address, as long as it is remembered
     */
    public Published<V> at(String address) {
        Published<V> known = byAddress.get(address);
        if (known != null) {
            return known;
        }
        if (byAddress.size() >= MOST_REMEMBERED) {
            byAddress.clear();
        }
        return byAddress.computeIfAbsent(address, unknown -> new Published<>(purpose, clock));
    }
}
