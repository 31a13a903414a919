package io.openmsal.cli;

import io.openmsal.port.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and {@code kill} end what the command waits for, and the command then ends itself: its port is free, its message is
 * printed, and the process has the command's exit code instead of the signal's.
 */
final class GracefulEnd {

    private static final long PATIENCE_SECONDS = 5;

    private final Cancellation cancellation;
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile int code = FailureKind.CANCELLED.exitCode();

    GracefulEnd(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** The command is done. */
    void reached(int exitCode) {
        code = exitCode;
        reached.countDown();
    }

    /** Runs when the process is told to stop, and also when it stops by itself. */
    void whenStopped() {
        if (reached.getCount() == 0) {
            return;
        }
        cancellation.cancel();
        try {
            boolean inTime = reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            // an exit code can no longer be chosen in any other way once a signal has begun to stop the process
            Runtime.getRuntime().halt(inTime ? code : FailureKind.CANCELLED.exitCode());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
