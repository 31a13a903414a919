package io.openmsal.adapter.http;

import io.openmsal.port.http.TransportClosedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the exchanges in flight every few milliseconds and ends those whose time is over or whose thread was interrupted.
 *
 * <p>Socket timeouts alone cannot do it: a server that sends one byte now and then restarts them for ever, and a blocked read
 * does not notice an interruption. One daemon thread serves all exchanges of a transport. It exists only while there are
 * some, and a second longer.
 */
final class ExchangeWatch implements AutoCloseable, Runnable {

    private static final long POLL_MILLIS = 15;
    private static final long IDLE_MILLIS = 1000;

    private final ThreadFactory threads;
    private final Object guard = new Object();
    private final Set<Exchange> inFlight = new LinkedHashSet<>();
    private @Nullable Thread thread;
    private boolean closed;

    ExchangeWatch() {
        this(new Threads());
    }

    private static final class Threads implements ThreadFactory {

        @Override
        public Thread newThread(Runnable watching) {
            return new Thread(watching, "openmsal-http-watch");
        }
    }

    ExchangeWatch(ThreadFactory threads) {
        this.threads = threads;
    }

    /**
     * Begins to look at an exchange.
     *
     * @throws TransportClosedException after {@link #close()}
     */
    void add(Exchange exchange) throws TransportClosedException {
        synchronized (guard) {
            if (closed) {
                throw new TransportClosedException();
            }
            // an error may have ended the one that was remembered
            if (thread == null || !thread.isAlive()) {
                Thread started = threads.newThread(this);
                started.setDaemon(true);
                started.start();
                // a machine may have no thread left to give: only one that runs is remembered, so that the next
                // exchange asks again
                thread = started;
            }
            inFlight.add(exchange);
            guard.notifyAll();
        }
    }

    /** Stops looking at an exchange; does nothing when it is not looked at. */
    void remove(Exchange exchange) {
        synchronized (guard) {
            inFlight.remove(exchange);
        }
    }

    /** Watches until there is nothing to watch. */
    @Override
    public void run() {
        List<Exchange> current = nextRound();
        while (!current.isEmpty()) {
            for (Exchange exchange : current) {
                look(exchange);
            }
            current = nextRound();
        }
    }

    private static void look(Exchange exchange) {
        try {
            exchange.poll();
        } catch (RuntimeException notEnded) {
            // one that cannot be ended keeps its socket timeout; the others still need this thread
        }
    }

    /** Waits a little and lists the exchanges; an empty list means that the thread ends. */
    private List<Exchange> nextRound() {
        synchronized (guard) {
            long idleSince = System.nanoTime();
            try {
                if (!inFlight.isEmpty()) {
                    // waking early only means looking early
                    TimeUnit.MILLISECONDS.timedWait(guard, POLL_MILLIS);
                }
                while (inFlight.isEmpty() && !closed && System.nanoTime() - idleSince < IDLE_MILLIS * 1_000_000) {
                    guard.wait(IDLE_MILLIS);
                }
            } catch (InterruptedException unexpected) {
                // nobody but this class knows the thread: an interruption can only be a plea to end
                inFlight.forEach(ExchangeWatch::look);
            }
            if (inFlight.isEmpty()) {
                thread = null;
            }
            return new ArrayList<>(inFlight);
        }
    }

    /** Takes no more exchanges; those in flight are watched to their end. */
    @Override
    public void close() {
        synchronized (guard) {
            closed = true;
            guard.notifyAll();
        }
    }
}
