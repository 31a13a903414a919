package io.openmsal.adapter.http;

import io.openmsal.port.Cancellation;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.TransportClosedException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, and what may end it early: its deadline, its cancellation, an interruption of its thread. Ending it
 * runs the abort action, which closes the socket: the one thing that wakes a thread blocked in reading.
 *
 * <p>The end is measured on the monotonic clock, so that a step of the wall clock neither cuts a request short nor keeps it
 * alive. The abort action runs on the thread of whoever ends the exchange, then on that of the watch for as long as the exchange goes
 * on nevertheless, and never after {@link #close()}: by then its connection may serve somebody else.
 */
final class Exchange implements AutoCloseable {

    private enum Ending {
        DEADLINE,
        CANCELLED,
        INTERRUPTED
    }

    private final HttpRequest request;
    private final Thread caller = Thread.currentThread();
    private final long endNanos;
    private final ExchangeWatch watch;
    private final Cancellation.Registration cancelling;
    private final Object guard = new Object();
    private @Nullable Runnable abort;
    private @Nullable Ending ending;
    private boolean closed;

    private Exchange(HttpRequest request, Duration allowance, ExchangeWatch watch) {
        this.request = request;
        this.endNanos = System.nanoTime() + allowance.toNanos();
        this.watch = watch;
        this.cancelling = request.cancellation().onCancel(new Cancelling());
    }

    private final class Cancelling implements Runnable {

        @Override
        public void run() {
            end(Ending.CANCELLED);
        }
    }

    /**
     * Begins an exchange on this thread.
     *
     * @param request what is to be sent
     * @param callTimeout the most it may take even without a deadline
     * @param watch what ends it
     * @return the exchange, to be closed on this thread
     * @throws InterruptedIOException when it is over before it began
     * @throws TransportClosedException when the transport is closed
     */
    static Exchange begin(HttpRequest request, Duration callTimeout, ExchangeWatch watch)
            throws InterruptedIOException, TransportClosedException {
        Exchange exchange = new Exchange(request, request.deadline().remainingAtMost(callTimeout), watch);
        boolean begun = false;
        try {
            exchange.requireOpen();
            watch.add(exchange);
            begun = true;
            return exchange;
        } finally {
            if (!begun) {
                // the cancellation may live as long as the application, and would keep the exchange
                exchange.close();
            }
        }
    }

    /**
     * Sets how this exchange is ended; replaces an earlier action. Runs it at once when the exchange is over already.
     *
     * @param action may be run again and again
     */
    void onEnd(Runnable action) {
        synchronized (guard) {
            abort = action;
            if (ending != null) {
                abort();
            }
        }
    }

    /**
     * Ends the exchange when it is time, and once more whenever it is over and goes on: the JDK makes a new connection for a request whose
     * connection was closed before it left. Called by the watch again and again.
     */
    void poll() {
        if (isOver()) {
            abort();
        } else {
            endWhenDue();
        }
    }

    private void endWhenDue() {
        if (caller.isInterrupted()) {
            end(Ending.INTERRUPTED);
        } else if (System.nanoTime() - endNanos >= 0) {
            end(Ending.DEADLINE);
        }
    }

    /** Ends the exchange because its thread was interrupted while it waited; the thread's flag is set again. */
    void interrupted() {
        Thread.currentThread().interrupt();
        end(Ending.INTERRUPTED);
    }

    private void end(Ending reason) {
        synchronized (guard) {
            if (closed || ending != null) {
                return;
            }
            ending = reason;
            abort();
        }
    }

    private void abort() {
        synchronized (guard) {
            Runnable action = abort;
            if (action != null && !closed) {
                // one that fails is not run again
                abort = null;
                action.run();
                abort = action;
            }
        }
    }

    /** Whether the exchange was ended early. */
    boolean isOver() {
        synchronized (guard) {
            return ending != null;
        }
    }

    /**
     * A limit for a single step.
     *
     * @param limit the step's own limit
     * @return that, or what is left of the exchange if less; in milliseconds and at least 1, because 0 means for ever to sockets.
     *     What is left is rounded up, so that a socket never times out before the exchange is over
     */
    int millisAtMost(Duration limit) {
        long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()) + 1;
        return (int) Math.max(1, Math.min(left, limit.toMillis()));
    }

    /**
     * Stops here when the exchange is over.
     *
     * @throws InterruptedIOException saying why
     */
    void requireOpen() throws InterruptedIOException {
        InterruptedIOException over = endingFailure();
        if (over != null) {
            throw over;
        }
    }

    /**
     * What to tell the caller instead of the failure that ending the exchange early caused.
     *
     * @return why the exchange is over, or null when the failure has another reason
     */
    @Nullable
    InterruptedIOException endingFailure() {
        endWhenDue();
        Ending reason;
        synchronized (guard) {
            reason = ending;
        }
        if (reason == null) {
            return null;
        }
        // without the path, in which the name of a person may stand
        String host = request.uri().getHost();
        return switch (reason) {
            case DEADLINE ->
                new SocketTimeoutException("No whole answer from " + host
                        + " within the time allowed. Allow more time, or check that the host can be reached");
            case CANCELLED -> new InterruptedIOException("Cancelled while waiting for the answer of " + host);
            case INTERRUPTED -> {
                Thread.currentThread().interrupt();
                yield new InterruptedIOException("The thread was interrupted while waiting for the answer of " + host);
            }
        };
    }

    @Override
    public void close() {
        watch.remove(this);
        cancelling.close();
        synchronized (guard) {
            closed = true;
        }
    }
}
