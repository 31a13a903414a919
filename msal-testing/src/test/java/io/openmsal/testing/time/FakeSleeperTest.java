package io.openmsal.testing.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Cancellation;
import io.openmsal.port.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeSleeperTest extends SleeperContract {

    private final TestClock clock = new TestClock();
    private final FakeSleeper sleeper = new FakeSleeper(clock);

    @Override
    protected Sleeper sleeper() {
        return sleeper;
    }

    @Override
    protected Clock clock() {
        return clock;
    }

    @Test
    void itMovesTheClockAndRemembersTheDurations() throws Exception {
        sleeper.sleep(Duration.ofSeconds(5), Cancellation.none());
        sleeper.sleep(Duration.ofSeconds(10), Cancellation.none());

        assertThat(clock.instant()).isEqualTo(TestClock.START.plusSeconds(15));
        assertThat(sleeper.durations()).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void aHookThatCancelsEndsTheSleepBeforeAnyTimePasses() throws Exception {
        Cancellation cancellation = new Cancellation();
        sleeper.beforeEachSleep(duration -> cancellation.cancel());

        sleeper.sleep(Duration.ofSeconds(5), cancellation);

        assertThat(clock.instant()).isEqualTo(TestClock.START);
        assertThat(sleeper.durations()).containsExactly(Duration.ofSeconds(5));
    }
}
