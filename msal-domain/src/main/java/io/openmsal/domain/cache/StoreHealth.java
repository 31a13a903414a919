package io.openmsal.domain.cache;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalStoreException;
import io.openmsal.port.event.Event;
import io.openmsal.port.event.EventSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * What becomes of a failure of the store: it is counted, the operator is told once until the store answers again, and then the call
 * goes on or fails, as the application wishes. Safe for many threads.
 */
final class StoreHealth {

    /** After a failure, hits leave the store alone for so long: they would only wait for it one after the other. */
    private static final long REST_MILLIS = 5_000;

    private static final int MOST_UNREADABLE = 1_000;

    private static final String READ = "cache.read";

    private final EventSink events;
    private final StoreOptions options;
    private final LongAdder failures = new LongAdder();
    private final AtomicBoolean cannotRead = new AtomicBoolean();
    private final AtomicBoolean cannotWrite = new AtomicBoolean();
    private final AtomicBoolean cannotCatchUp = new AtomicBoolean();
    private volatile long catchUpRestsUntil;
    private final AtomicBoolean cannotLease = new AtomicBoolean();
    private volatile long restsUntil;

    /** Those that were told of. */
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    StoreHealth(StoreOptions options, EventSink events) {
        this.options = options;
        this.events = events;
    }

    /** Whether a hit should do without the store for the moment. */
    boolean isResting(long nowMillis) {
        return rests(restsUntil, nowMillis) && !options.failsWithStore();
    }

    /** An end further off than a rest takes was told by a clock that has been set back since. */
    private static boolean rests(long until, long nowMillis) {
        return nowMillis < until && until - nowMillis <= REST_MILLIS;
    }

    void hasRead() {
        restsUntil = 0;
        cannotRead.set(false);
    }

    void hasRead(String name) {
        hasRead();
        couldBeRead(name);
    }

    /** One document of many. */
    void couldBeRead(String name) {
        if (!unreadable.isEmpty()) {
            unreadable.remove(name);
        }
    }

    void hasWritten(String name) {
        hasRead(name);
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
        return !rests(catchUpRestsUntil, nowMillis);
    }

    /** What was left behind stays so; the store itself may be well. */
    void couldNotCatchUp(Exception failure, long nowMillis) {
        if (isInterruption(failure)) {
            return;
        }
        failures.increment();
        catchUpRestsUntil = nowMillis + REST_MILLIS;
        if (!cannotCatchUp.getAndSet(true)) {
            warn("cache.write", failure, said(failure));
        }
    }

    /** A document beyond reading is missing among those that were read. */
    void leftOut(UnreadableDocumentException failure) {
        failures.increment();
        noteOne(READ, failure);
    }

    void couldNotRead(Exception failure, long nowMillis) {
        failed(READ, cannotRead, failure, nowMillis);
    }

    void couldNotWrite(Exception failure, long nowMillis) {
        failed("cache.write", cannotWrite, failure, nowMillis);
    }

    void couldNotLease(Exception failure, long nowMillis) {
        failed("cache.lease", cannotLease, failure, nowMillis);
    }

    /** Costs no call: the token is there, and the lease has an end of its own. */
    void couldNotEndLease(Exception failure, long nowMillis) {
        if (!isInterruption(failure)) {
            note("cache.lease", cannotLease, failure, nowMillis);
        }
    }

    private void failed(String event, AtomicBoolean known, Exception failure, long nowMillis) {
        if (isInterruption(failure)) {
            stopIfFailing(event, failure);
        } else if (failure instanceof StoreLeftAloneException anothers) {
            failIfWished(event, anothers.failure());
        } else {
            note(event, known, failure, nowMillis);
            failIfWished(event, failure);
        }
    }

    private void failIfWished(String event, Exception failure) {
        if (options.failsWithStore()) {
            throw new MsalStoreException(
                    "token_store_unavailable",
                    "The token store could not be " + (event.equals(READ) ? "read" : "written") + ": "
                            + because(failure),
                    failure instanceof IOException ? failure : null);
        }
    }

    private void note(String event, AtomicBoolean known, Exception failure, long nowMillis) {
        failures.increment();
        if (failure instanceof UnreadableDocumentException one) {
            noteOne(event, one);
            return;
        }
        restsUntil = nowMillis + REST_MILLIS;
        if (!known.getAndSet(true)) {
            warn(event, failure, said(failure));
        }
    }

    /** One document costs those alone whose it is: the store is not left alone for it, and it is told of once. */
    private void noteOne(String event, UnreadableDocumentException failure) {
        if (unreadable.size() >= MOST_UNREADABLE) {
            unreadable.clear();
        }
        if (unreadable.add(failure.name())) {
            warn(event, failure, said(failure));
        }
    }

    /** A caller who may not wait any longer learns so; where a store may fail, the call goes on and ends at its next step. */
    private void stopIfFailing(String event, Exception failure) {
        if (options.failsWithStore()) {
            throw new MsalCancelledException(
                    "authentication_canceled",
                    "The thread was interrupted while the token store was "
                            + (event.equals(READ) ? "read." : "written."),
                    null,
                    failure);
        }
    }

    /** Whether others would fare no better for having asked it as well. */
    static boolean tellsOfTheStore(Exception failure) {
        return !isInterruption(failure)
                && !(failure instanceof UnreadableDocumentException)
                && !(failure instanceof StoreLeftAloneException);
    }

    /** Says nothing of the store. */
    private static boolean isInterruption(Exception failure) {
        return Thread.currentThread().isInterrupted()
                || (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException));
    }

    private static String because(Exception failure) {
        return failure instanceof UnreadableDocumentException
                ? said(failure)
                : failure.getClass().getSimpleName() + ", " + said(failure)
                        + " Bring the store back, or let the application go on without it (StoreOptions).";
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
