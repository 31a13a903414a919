package io.openmsal.domain.cache;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock at whose next look something happens. For one thread. */
public final class EventfulClock extends Clock {

    private final Clock clock;
    private Runnable next = () -> {};

    public EventfulClock(Clock clock) {
        this.clock = clock;
    }

    public void atNextLook(Runnable event) {
        next = event;
    }

    @Override
    public Instant instant() {
        Runnable event = next;
        next = () -> {};
        event.run();
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new EventfulClock(clock.withZone(zone));
    }
}
