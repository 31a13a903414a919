package io.openmsal.domain.exchange;

import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares the clock of this machine with those of servers, as their answers tell it ({@code Date}, RFC 9110 §6.6.1), and tells the operator when
 * they differ by more than others forgive: assertions that are signed here are refused then, and tokens seem to be over or not valid yet. Nothing is
 * corrected by it. Safe for many threads.
 */
final class ClockComparison {

    /** By how much clocks may differ: what the platform and most web APIs allow for. */
    private static final long FORGIVEN_SECONDS = 5 * 60;

    private static final int MOST_REMEMBERED = 100;

    private final Clock clock;
    private final EventSink events;

    /** The hosts whose clocks differ, as far as the operator has heard of it. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    ClockComparison(Clock clock, EventSink events) {
        this.clock = clock;
        this.events = events;
    }

    /**
     * Compares, and tells of it once for each host until the clocks agree again.
     *
     * @param host whose answer it is
     * @param headers of the answer
     * @param asked when the request was sent, in milliseconds since 1970
     * @param answered when the answer had come
     */
    void with(String host, HttpHeaders headers, long asked, long answered) {
        // what a cache in between has kept is of another time
        Optional<Instant> theirs = headers.first("Age").isPresent() ? Optional.empty() : headers.date(clock);
        if (!theirs.isPresent()) {
            return;
        }
        // in seconds, since a year of nine digits is a date too
        long there = theirs.get().getEpochSecond();
        long ahead = there < asked / 1000 ? asked / 1000 - there : Math.min(0, answered / 1000 - there);
        if (Math.abs(ahead) <= FORGIVEN_SECONDS) {
            told.remove(host);
        } else if (isNews(host)) {
            events.tell(Event.of(Event.Level.WARNING, "clock.differs")
                    .with("host", host)
                    .with("secondsAhead", ahead)
                    .with("next", "Let this machine's clock be set by a time server."));
        }
    }

    private boolean isNews(String host) {
        if (told.contains(host)) {
            return false;
        }
        if (told.size() >= MOST_REMEMBERED) {
            told.clear();
        }
        return told.add(host);
    }
}
