package io.openmsal.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Many threads that ask for the same at the same moment. */
final class Herd {

    private Herd() {}

    /**
     * Lets all threads run at once and waits for them.
     *
     * @param size how many threads
     * @param call what each does; fails with an exception
     */
    static void stampede(int size, Runnable call) {
        CountDownLatch gate = new CountDownLatch(1);
        Semaphore finished = new Semaphore(0);
        AtomicInteger succeeded = new AtomicInteger();
        for (int i = 0; i < size; i++) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            gate.await();
                            call.run();
                            succeeded.incrementAndGet();
                        } catch (InterruptedException interrupted) {
                            Thread.currentThread().interrupt();
                        } finally {
                            finished.release();
                        }
                    },
                    "herd-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        gate.countDown();
        finished.acquireUninterruptibly(size);
        if (succeeded.get() != size) {
            throw new IllegalStateException(size - succeeded.get() + " of " + size + " calls failed");
        }
    }
}
