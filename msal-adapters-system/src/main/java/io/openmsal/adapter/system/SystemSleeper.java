package io.openmsal.adapter.system;

import io.openmsal.port.Cancellation;
import io.openmsal.port.time.Sleeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Really waits, on the caller's thread, measured by the machine's monotonic clock, so that a corrected wall clock neither
 * shortens nor lengthens it. Wakes at once on cancellation and interruption. Safe for many threads.
 */
public final class SystemSleeper implements Sleeper {

    /** Makes the sleeper. */
    public SystemSleeper() {}

    /**
     * {@inheritDoc}
     *
     * <p>A duration of more than 292 years counts as 292 years.
     */
    @Override
    public void sleep(Duration duration, Cancellation cancellation) throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(1);
        try (Cancellation.Registration registration = cancellation.onCancel(woken::countDown)) {
            // Also for a zero duration: a thread that was interrupted hears of it here rather than one step later.
            woken.await(nanosOf(duration), TimeUnit.NANOSECONDS);
        }
    }

    private static long nanosOf(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}
