package io.openmsal.domain.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Until when the copy of a document in the process is believed. Safe for many threads. */
final class Trust {

    /** Before any instant that a clock tells. */
    private static final long NEVER_GIVEN = Long.MIN_VALUE;

    private final long millis;
    private final AtomicLong until = new AtomicLong(NEVER_GIVEN);

    Trust(Duration period) {
        this.millis = millis(period);
    }

    private static long millis(Duration period) {
        try {
            return period.toMillis();
        } catch (ArithmeticException longerThanAnyProcessLives) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Whether the store has to be asked, which is true for one caller: others take what is at hand meanwhile. An end further off than one
     * period was told by a clock that has been set back since.
     */
    boolean hasRunOut(long now) {
        long end = until.get();
        return end != NEVER_GIVEN && (now >= end || end - now > millis) && until.compareAndSet(end, endAfter(now));
    }

    void renew(long now) {
        until.set(endAfter(now));
    }

    /** Lets the next caller ask again, unless nobody ever does. */
    void end(long now) {
        if (millis != Long.MAX_VALUE) {
            until.set(now);
        }
    }

    private long endAfter(long now) {
        return millis > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + millis;
    }
}
