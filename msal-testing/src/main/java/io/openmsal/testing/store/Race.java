package io.openmsal.testing.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that do the same work and begin at the same moment. */
public final class Race {

    private static final long PATIENCE_SECONDS = 60;

    private Race() {}

    /** The work of one thread. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @param thread the number of the thread, from 0
         * @throws Exception or an {@link Error}, which fails the race
         */
        void run(int thread) throws Exception;
    }

    /**
     * Runs the work in all threads and waits for them, for a minute at most.
     *
     * @param threads how many
     * @param work what each does
     * @throws Exception what the first failed thread threw, or a {@link java.util.concurrent.TimeoutException}
     */
    public static void of(int threads, Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                runs.add(executor.submit(() -> {
                    start.await();
                    work.run(thread);
                    return thread;
                }));
            }
            for (Future<?> run : runs) {
                run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            executor.shutdownNow();
        }
    }
}
