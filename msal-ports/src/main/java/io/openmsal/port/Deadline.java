package io.openmsal.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The instant by which a whole acquisition has to be over: discovery, waiting for others, retries and all.
 *
 * <p>It is handed down unchanged from the caller to each request, so that no step starts a fresh allowance of its own. The
 * time is read from the clock the deadline was made with. Immutable and safe for many threads.
 */
public final class Deadline {

    private static final Deadline NONE = new Deadline(null, Clock.systemUTC());

    private final @Nullable Instant instant;
    private final Clock clock;

    private Deadline(@Nullable Instant instant, Clock clock) {
        this.instant = instant;
        this.clock = clock;
    }

    /**
     * A deadline that never passes.
     *
     * @return the same object each time
     */
    public static Deadline none() {
        return NONE;
    }

    /**
     * A deadline some time from now.
     *
     * @param clock what tells the time, now and whenever the deadline is asked
     * @param allowance how long from now; zero or negative means it has passed already, and more than time can hold that it
     *     never will
     * @return the deadline
     */
    public static Deadline after(Clock clock, Duration allowance) {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(allowance, "allowance");
        Instant now = clock.instant();
        // an allowance beyond the end of time is none at all, and adding it would overflow
        boolean unlimited = allowance.compareTo(Duration.between(now, Instant.MAX)) >= 0;
        return unlimited ? NONE : new Deadline(now.plus(allowance), clock);
    }

    /**
     * How long there is still, but no longer than a ceiling of the caller's own.
     *
     * @param ceiling the most the caller would take even if there were more
     * @return the smaller of the two, never negative
     */
    public Duration remainingAtMost(Duration ceiling) {
        if (instant == null) {
            return ceiling;
        }
        Duration left = Duration.between(clock.instant(), instant);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(ceiling) < 0 ? left : ceiling;
    }

    /**
     * Whether the time is over.
     *
     * @return true from the deadline's own instant on
     */
    public boolean hasPassed() {
        return instant != null && !clock.instant().isBefore(instant);
    }

    /**
     * The stricter of two deadlines.
     *
     * @param other the one to compare with
     * @return whichever passes first
     */
    public Deadline earlier(Deadline other) {
        if (other.instant == null) {
            return this;
        }
        return instant == null || other.instant.isBefore(instant) ? other : this;
    }

    /** The instant in ISO-8601, or {@code no deadline}. */
    @Override
    public String toString() {
        return instant == null ? "no deadline" : instant.toString();
    }
}
