package io.openmsal.domain.cache;

import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * What becomes of a failure of the store: it is counted, the operator is told once until the store answers again, and then the call
 * goes on or fails, as the application wishes. Safe for many threads.
 */
final class StoreHealth {

    /** After a failure, hits leave the store alone for so long: they would only wait for it one after the other. */
    private static final long REST_MILLIS = 5_000;

    private final EventSink events;
    private final StoreOptions options;
    private final LongAdder failures = new LongAdder();
    private final AtomicBoolean cannotRead = new AtomicBoolean();
    private final AtomicBoolean cannotWrite = new AtomicBoolean();
    private final AtomicBoolean cannotCatchUp = new AtomicBoolean();
    private volatile long catchUpRestsUntil;
    private final AtomicBoolean cannotLease = new AtomicBoolean();
    private volatile long restsUntil;

    StoreHealth(StoreOptions options, EventSink events) {
        this.options = options;
        this.events = events;
    }

    /** Whether a hit should do without the store for the moment. */
    boolean isResting(long nowMillis) {
        return nowMillis < restsUntil && !options.failsWithStore();
    }

    void hasRead() {
        restsUntil = 0;
        cannotRead.set(false);
    }

    void hasWritten() {
        hasRead();
        cannotWrite.set(false);
    }

    void hasLeased() {
        hasRead();
        cannotLease.set(false);
    }

    void hasCaughtUp() {
        cannotCatchUp.set(false);
    }

    boolean mayCatchUp(long nowMillis) {
        return nowMillis >= catchUpRestsUntil;
    }

    /** What was left behind stays so; the store itself may be well. */
    void couldNotCatchUp(Exception failure, long nowMillis) {
        failures.increment();
        catchUpRestsUntil = nowMillis + REST_MILLIS;
        if (!cannotCatchUp.getAndSet(true)) {
            warn("cache.write", failure, said(failure));
        }
    }

    void couldNotRead(Exception failure, long nowMillis) {
        failed("read", cannotRead, failure, nowMillis);
    }

    void couldNotWrite(Exception failure, long nowMillis) {
        failed("write", cannotWrite, failure, nowMillis);
    }

    void couldNotLease(Exception failure, long nowMillis) {
        failed("lease", cannotLease, failure, nowMillis);
    }

    /** Costs no call: the token is there, and the lease has an end of its own. */
    void couldNotEndLease(Exception failure, long nowMillis) {
        note("lease", cannotLease, failure, nowMillis);
    }

    private void failed(String what, AtomicBoolean known, Exception failure, long nowMillis) {
        note(what, known, failure, nowMillis);
        if (options.failsWithStore()) {
            throw new MsalStoreException(
                    "token_store_unavailable",
                    "The token store could not be " + (what.equals("read") ? "read" : "written") + ": "
                            + failure.getClass().getSimpleName() + ", " + said(failure)
                            + " Bring the store back, or let the application go on without it (StoreOptions).",
                    failure instanceof IOException ? failure : null);
        }
    }

    private void note(String what, AtomicBoolean known, Exception failure, long nowMillis) {
        failures.increment();
        restsUntil = nowMillis + REST_MILLIS;
        if (!known.getAndSet(true)) {
            warn("cache." + what, failure, said(failure));
        }
    }

    private static String said(Exception failure) {
        return failure instanceof IOException ? String.valueOf(failure.getMessage()) : "-";
    }

    private void warn(String name, Exception failure, String said) {
        events.tell(Event.of(Event.Level.WARNING, name)
                .with("failure", failure.getClass().getSimpleName())
                .with("message", said));
    }

    long failures() {
        return failures.sum();
    }
}
