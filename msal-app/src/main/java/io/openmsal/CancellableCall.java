package io.openmsal;

import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A future whose cancellation ends the work behind it, which that of a plain {@link CompletableFuture} does not, and whose waiters are
 * answered by the deadline whatever the work does. Nothing can stop a callback of the application that hangs; the thread of the executor is
 * then lost to it, and whoever waits for the result is not.
 */
final class CancellableCall extends CompletableFuture<AuthenticationResult> {

    /** The work ends by itself at the deadline, and knows better what it was about. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Cancellation cancellation;
    private final Deadline deadline;

    private volatile Cancellation.Registration withCaller = () -> {};

    /** Whoever ends the call from outside answers it, also when the work ends first because it was told. */
    private volatile boolean calledOff;

    private CancellableCall(Cancellation cancellation, Deadline deadline) {
        this.cancellation = cancellation;
        this.deadline = deadline;
    }

    static CompletableFuture<AuthenticationResult> start(
            Supplier<AuthenticationResult> work,
            Cancellation cancellation,
            Cancellation callers,
            Deadline deadline,
            Executor executor) {
        CancellableCall call = new CancellableCall(cancellation, deadline);
        call.withCaller = callers.onCancel(call::endCancelled);
        try {
            executor.execute(() -> call.run(work));
        } catch (RuntimeException rejected) {
            call.withCaller.close();
            call.completeExceptionally(new MsalConfigurationException(
                    "executor_refused",
                    "The executor took no more work (" + rejected.getClass().getSimpleName()
                            + "), so nothing was sent. Give it a longer queue or more threads, and shut it down after its last call.",
                    null,
                    rejected));
            return call;
        } catch (Error beyondRepair) {
            call.withCaller.close();
            throw beyondRepair;
        }
        return call;
    }

    private void run(Supplier<AuthenticationResult> work) {
        try {
            AuthenticationResult result = work.get();
            if (!calledOff) {
                complete(result);
            }
        } catch (Throwable failure) {
            // all of them: languages without checked exceptions throw any through a callback
            if (!calledOff) {
                completeExceptionally(failure);
            }
        } finally {
            withCaller.close();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        try {
            callOff();
        } finally {
            super.cancel(mayInterruptIfRunning);
        }
        return isCancelled();
    }

    private void endCancelled() {
        endWith(new MsalCancelledException(
                "authentication_canceled", "The call for a token was cancelled before it ended.", null, null));
    }

    private void endWith(MsalException answer) {
        try {
            callOff();
        } finally {
            completeExceptionally(answer);
        }
    }

    /** Comes before the answer: what depends on that runs on this thread, and may wait for the work. */
    private void callOff() {
        calledOff = true;
        withCaller.close();
        cancellation.cancel();
    }

    @Override
    public AuthenticationResult get() throws InterruptedException, ExecutionException {
        awaitDeadline();
        return super.get();
    }

    @Override
    public AuthenticationResult get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        long started = System.nanoTime();
        long allowed = unit.toNanos(timeout);
        long left = allowed;
        // by the machine's own clock, which nobody sets back
        while (!isDone() && left > untilGivenUp().toNanos()) {
            awaitDeadline(untilGivenUp());
            left = allowed - (System.nanoTime() - started);
        }
        return super.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    }

    /** As always with this method, an interruption is kept for later. */
    @Override
    public AuthenticationResult join() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    awaitDeadline();
                    return super.join();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Duration untilGivenUp() {
        return deadline.remainingAtMost(LONGEST_WAIT).plus(GRACE);
    }

    /** Returns when the call is done, which it is made to be when its time is over. */
    private void awaitDeadline() throws InterruptedException {
        while (!isDone()) {
            awaitDeadline(untilGivenUp());
        }
    }

    private void awaitDeadline(Duration atMost) throws InterruptedException {
        try {
            super.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException waited) {
            if (deadline.hasPassed()) {
                giveUp(waited);
            }
        } catch (ExecutionException | CancellationException done) {
            // whoever asks for the result is told
        }
    }

    private void giveUp(TimeoutException waited) {
        endWith(new MsalTimeoutException(
                "request_timeout",
                "The time allowed for the call ran out, and what it waits for did not end by itself: the executor, or a"
                        + " callback of the application, such as one that makes an assertion. Look at what its threads do.",
                null,
                waited));
    }

    /** Stages that depend on this one are ordinary futures. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
