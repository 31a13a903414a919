package io.openmsal.testing.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TestClockTest {

    private final TestClock clock = new TestClock();

    @Test
    void itStandsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(TestClock.START).isEqualTo(clock.instant());
    }

    @Test
    void itAdvancesByADuration() {
        assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(TestClock.START.plusSeconds(300));
        assertThat(clock.instant()).isEqualTo(TestClock.START.plusSeconds(300));
    }

    @Test
    void itCanBeSetBack() {
        clock.set(Instant.EPOCH);

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aViewInAnotherZoneMovesWithIt() {
        Clock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));

        clock.advance(Duration.ofDays(1));

        assertThat(tokyo.instant()).isEqualTo(TestClock.START.plusSeconds(86_400));
        assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }
}
