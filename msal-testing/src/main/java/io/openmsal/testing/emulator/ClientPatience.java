package io.openmsal.testing.emulator;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.testing.time.TestClock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The patience of a client without a connection: until its deadline, its cancellation, an interruption of its thread or the end of the
 * emulator.
 */
final class ClientPatience implements Pause {

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final HttpRequest request;
    private final Clock clock;
    private final CountDownLatch closing;

    ClientPatience(HttpRequest request, Clock clock, CountDownLatch closing) {
        this.request = request;
        this.clock = clock;
        this.closing = closing;
    }

    @Override
    public boolean hold(Duration delay) {
        if (clock instanceof TestClock standing) {
            moveToDeadline(standing, delay);
        }
        long end = System.nanoTime() + delay.toNanos();
        try {
            // in slices, because the deadline may read a clock that only the test moves
            for (long rest = delay.toNanos(); rest > 0 && !isOver(); rest = end - System.nanoTime()) {
                if (closing.await(Math.min(rest, SLICE_NANOS), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return !isOver();
    }

    /** By itself a standing clock would never get to a deadline that comes before the answer. Two who wait move it by what is left for both. */
    private void moveToDeadline(TestClock standing, Duration delay) {
        synchronized (standing) {
            Duration left = request.deadline().remainingAtMost(delay);
            if (left.compareTo(delay) < 0) {
                standing.advance(left);
            }
        }
    }

    /** Ends an exchange as a transport does that has lost its patience. */
    void refuseIfOver() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The thread was interrupted during " + request);
        }
        if (request.cancellation().isCancelled()) {
            throw new InterruptedIOException("Cancelled: " + request);
        }
        if (request.deadline().hasPassed()) {
            throw new SocketTimeoutException("The deadline passed during " + request);
        }
    }

    private boolean isOver() {
        return Thread.currentThread().isInterrupted()
                || request.cancellation().isCancelled()
                || request.deadline().hasPassed();
    }
}
