package io.openmsal.testing.time;

import io.openmsal.port.Cancellation;
import io.openmsal.port.time.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Moves a {@link TestClock} instead of waiting, and remembers how long it was asked to wait. Safe for many threads.
 *
 * <p>A hook runs before each sleep, so that a test can change the world while the code under test believes to be waiting:
 *
 * <pre>{@code
 * var cancellation = new Cancellation();
 * var sleeper = new FakeSleeper(clock).beforeEachSleep(duration -> cancellation.cancel());
 * }</pre>
 */
public final class FakeSleeper implements Sleeper {

    private final TestClock clock;
    private final List<Duration> durations = new CopyOnWriteArrayList<>();
    private volatile Consumer<Duration> hook = duration -> {};

    /**
     * Makes a sleeper.
     *
     * @param clock what it moves
     */
    public FakeSleeper(TestClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Says what happens before each sleep. An earlier hook is replaced.
     *
     * @param action is told how long the sleep would be; runs on the sleeping thread; may cancel, move the clock or throw
     * @return this sleeper
     */
    public FakeSleeper beforeEachSleep(Consumer<Duration> action) {
        hook = Objects.requireNonNull(action, "action");
        return this;
    }

    /** Moves the clock by the whole duration, or not at all when the wait was cancelled before or by the hook. */
    @Override
    public void sleep(Duration duration, Cancellation cancellation) throws InterruptedException {
        durations.add(duration);
        hook.accept(duration);
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted before a pretended sleep of " + duration);
        }
        if (!cancellation.isCancelled() && !duration.isNegative()) {
            clock.advance(duration);
        }
    }

    /**
     * What was asked for so far, cancelled waits included.
     *
     * @return the durations in order; a copy
     */
    public List<Duration> durations() {
        return List.copyOf(durations);
    }
}
