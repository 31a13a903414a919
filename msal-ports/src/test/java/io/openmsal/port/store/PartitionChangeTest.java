package io.openmsal.port.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionChangeTest {

    @Test
    void contentIsNeededUntilItIsDeletedWhereNothingElseIsSaid() {
        PartitionChange change = present -> new byte[] {1};

        assertThat(change.neededFor()).isEmpty();
    }

    @Test
    void oneThatIsWrappedStillSaysForHowLongItsContentIsNeeded() throws Exception {
        PartitionChange change = new ForSeconds();

        PartitionChange wrapped = change.wrappedIn(present -> new byte[] {change.apply(present)[0], 7});

        assertThat(wrapped.apply(Optional.of(new byte[3]))).containsExactly(3, 7);
        assertThat(wrapped.neededFor()).contains(Duration.ofSeconds(3));
        assertThat(wrapped.wrappedIn(wrapped::apply).neededFor()).contains(Duration.ofSeconds(3));
    }

    /** Makes the number of bytes, and needs it for as many seconds. */
    private static final class ForSeconds implements PartitionChange {

        private byte made;

        @Override
        public byte[] apply(Optional<byte[]> present) {
            made = (byte) present.orElseThrow().length;
            return new byte[] {made};
        }

        @Override
        public Optional<Duration> neededFor() {
            return Optional.of(Duration.ofSeconds(made));
        }
    }
}
