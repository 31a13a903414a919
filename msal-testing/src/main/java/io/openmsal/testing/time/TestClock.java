package io.openmsal.testing.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it. Safe for many threads; every view of it in another zone moves with it.
 */
public final class TestClock extends Clock {

    /** Where a clock made without an instant stands: a date that no code under test can mistake for today. */
    public static final Instant START = Instant.parse("2030-06-15T12:00:00Z");

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    /** Makes a clock that stands at {@link #START}, in UTC. */
    public TestClock() {
        this(START);
    }

    /**
     * Makes a clock that stands somewhere else, in UTC.
     *
     * @param start the instant it tells until it is moved
     */
    public TestClock(Instant start) {
        this(new AtomicReference<>(Objects.requireNonNull(start, "start")), ZoneOffset.UTC);
    }

    private TestClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * Lets time pass.
     *
     * @param duration how much; a negative one moves the clock back, as a corrected system clock does
     * @return the instant the clock tells now
     */
    public Instant advance(Duration duration) {
        return now.updateAndGet(instant -> instant.plus(duration));
    }

    /**
     * Moves the clock to an instant.
     *
     * @param instant what it tells from now on; earlier than before is allowed
     */
    public void set(Instant instant) {
        now.set(Objects.requireNonNull(instant, "instant"));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(now, other);
    }

    /** The instant it tells. */
    @Override
    public String toString() {
        return "TestClock at " + instant();
    }
}
