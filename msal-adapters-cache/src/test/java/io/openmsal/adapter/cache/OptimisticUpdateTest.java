package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OptimisticUpdateTest {

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void aWriterThatIsAlwaysOvertakenGivesUpWithinTwoSecondsOfPauses() {
        Contested place = new Contested(Integer.MAX_VALUE);

        assertThatThrownBy(() -> new OptimisticUpdate(place, pauses::add).update("p", present -> new byte[1]))
                .isInstanceOf(StoreBusyException.class)
                .hasMessageContaining("faster 100 times in a row")
                .hasMessageContaining("Try again");
        assertThat(place.attempts).isEqualTo(100);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(millis(1_000), millis(2_000));
    }

    @Test
    void theFirstLostRacesCostNoPauseAndTheNextOnesLongerPausesUpToALimit() throws Exception {
        new OptimisticUpdate(new Contested(9), pauses::add).update("p", present -> new byte[1]);

        assertThat(pauses)
                .containsExactly(millis(1), millis(2), millis(4), millis(8), millis(16), millis(16), millis(16));
    }

    @Test
    void anInterruptedPauseEndsTheUpdateAndKeepsTheInterrupt() {
        OptimisticUpdate update = new OptimisticUpdate(new Contested(9), time -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> update.update("p", present -> new byte[1])).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void contentThatStaysAsItWasIsNotWritten() throws Exception {
        Contested place = new Contested(Integer.MAX_VALUE);

        var stored = new OptimisticUpdate(place, pauses::add).update("p", Optional::orElseThrow);

        assertThat(stored.bytes()).containsExactly(7);
        assertThat(place.attempts).isZero();
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }

    /** A place where somebody else is faster so many times. */
    private static final class Contested implements ComparedPlace {

        private final int losses;
        private int attempts;

        Contested(int losses) {
            this.losses = losses;
        }

        @Override
        public void delete(String partition) {
            throw new AssertionError("Nobody deletes here");
        }

        @Override
        public Set<String> partitions() {
            throw new AssertionError("Nobody lists here");
        }

        @Override
        public Optional<byte[]> read(String partition) {
            return Optional.of(new byte[] {7});
        }

        @Override
        public boolean remove(String partition, byte[] expected) {
            throw new AssertionError("Nobody deletes here");
        }

        @Override
        public boolean replace(
                String partition, Optional<byte[]> expected, byte[] next, Supplier<Optional<Duration>> neededFor) {
            return ++attempts > losses;
        }
    }
}
