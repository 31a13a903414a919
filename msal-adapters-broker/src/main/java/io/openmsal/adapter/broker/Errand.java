package io.openmsal.adapter.broker;

import io.openmsal.port.broker.BrokerRefusedException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Something that the bus's library does without looking at a clock, done on a daemon thread of its own while the caller waits as long as
 * they like. When nobody waits any more the thread is interrupted, which closes the socket it reads from, and what it brings all the same
 * is given back.
 */
final class Errand<T> implements Runnable {

    private final Callable<T> work;
    private final Consumer<T> giveBack;
    private final CompletableFuture<T> brought = new CompletableFuture<>();

    private Errand(Callable<T> work, Consumer<T> giveBack) {
        this.work = work;
        this.giveBack = giveBack;
    }

    /** What the work brings. */
    static <T> T run(Callable<T> work, Consumer<T> giveBack, Wait wait)
            throws BrokerRefusedException, ExecutionException {
        Errand<T> errand = new Errand<>(work, giveBack);
        Thread thread = new Thread(errand, "openmsal-broker-bus");
        thread.setDaemon(true);
        thread.start();
        try {
            return wait.forThe(errand.brought);
        } catch (BrokerRefusedException over) {
            errand.abandon(thread);
            throw over;
        }
    }

    @Override
    public void run() {
        try {
            T thing = work.call();
            if (!brought.complete(thing)) {
                giveBack.accept(thing);
            }
        } catch (Throwable failed) {
            // errors too: the caller would wait for ever for a thread that is no more
            brought.completeExceptionally(failed);
        }
    }

    /** It may have been brought at the very moment the wait ended: then the thread has gone, and this one gives it back. */
    private void abandon(Thread thread) {
        if (brought.cancel(false)) {
            thread.interrupt();
        } else if (!brought.isCompletedExceptionally()) {
            giveBack.accept(brought.join());
        }
    }
}
