package io.openmsal.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

    private static final Instant START = Instant.parse("2030-06-15T12:00:00Z");

    private final HandClock clock = new HandClock();

    @Nested
    class ADeadlineInOneMinute {

        private final Deadline deadline = Deadline.after(clock, Duration.ofMinutes(1));

        @ParameterizedTest
        @CsvSource({"0,false", "59,false", "60,true", "61,true", "-10,false"})
        void hasPassedFromItsOwnInstantOn(long secondsLater, boolean passed) {
            clock.now = START.plusSeconds(secondsLater);

            assertThat(deadline.hasPassed()).isEqualTo(passed);
        }

        @ParameterizedTest
        @CsvSource({"0,PT1M", "59,PT1S", "60,PT0S", "3600,PT0S"})
        void leavesWhatIsLeftAndNeverLessThanNothing(long secondsLater, Duration left) {
            clock.now = START.plusSeconds(secondsLater);

            assertThat(deadline.remainingAtMost(Duration.ofHours(1))).isEqualTo(left);
        }

        @Test
        void leavesNoMoreThanTheCeiling() {
            assertThat(deadline.remainingAtMost(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(10));
        }

        @Test
        void printsItsInstant() {
            assertThat(deadline).hasToString("2030-06-15T12:01:00Z");
        }
    }

    @Nested
    class NoDeadline {

        @Test
        void neverPasses() {
            assertThat(Deadline.none().hasPassed()).isFalse();
        }

        @Test
        void leavesTheWholeCeiling() {
            assertThat(Deadline.none().remainingAtMost(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
        }

        @Test
        void saysSo() {
            assertThat(Deadline.none()).hasToString("no deadline").isSameAs(Deadline.none());
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-5M"})
    void anAllowanceOfNothingHasPassedAtOnce(Duration allowance) {
        assertThat(Deadline.after(clock, allowance).hasPassed()).isTrue();
    }

    @Test
    void theEarlierOfTwoIsTheStricter() {
        Deadline soon = Deadline.after(clock, Duration.ofSeconds(1));
        Deadline late = Deadline.after(clock, Duration.ofSeconds(2));

        assertThat(soon.earlier(late)).isSameAs(soon);
        assertThat(late.earlier(soon)).isSameAs(soon);
        assertThat(soon.earlier(Deadline.none())).isSameAs(soon);
        assertThat(Deadline.none().earlier(soon)).isSameAs(soon);
        assertThat(Deadline.none().earlier(Deadline.none())).isSameAs(Deadline.none());
    }

    /** A clock moved by hand: the test kit's own one depends on this module and cannot be used here. */
    @Test
    void anAllowanceThatTimeCannotHoldIsNoDeadlineAtAll() {
        Deadline deadline = Deadline.after(Clock.systemUTC(), Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.remainingAtMost(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    }

    private static final class HandClock extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
