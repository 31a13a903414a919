package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.json.FakeJsonCodec;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockedPartitionTest {

    private final RecordingEventSink events = new RecordingEventSink();

    /** MSAL for Node begins with an empty file, and each look at the clock is later than the one before. */
    @Test
    void anEmptyFileThatSettlesDuringALookIsNotSetAside() throws Exception {
        SettlesAtTheSecondQuestion place = new SettlesAtTheSecondQuestion();
        LockedPartition partition = new LockedPartition(
                place,
                new WriteLock() {
                    @Override
                    public <T> T holding(Action<T> action) throws IOException {
                        return action.run();
                    }
                },
                new DocumentForm(new FakeJsonCodec(), "p"),
                events);

        partition.update(present -> {
            assertThat(present).isEmpty();
            return new byte[] {'{', '}'};
        });

        assertThat(place.content).containsExactly('{', '}');
        assertThat(events.events()).isEmpty();
    }

    private static final class SettlesAtTheSecondQuestion implements HeldContent {

        private byte[] content = new byte[0];
        private int questions;

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public Optional<byte[]> read() {
            return Optional.of(content);
        }

        @Override
        public boolean replace(Optional<byte[]> present, byte[] next) {
            content = next;
            return true;
        }

        @Override
        public void delete() {
            content = new byte[0];
        }

        @Override
        public boolean isSettled() {
            return questions++ > 0;
        }

        @Override
        public String setAside(String mark) {
            return mark;
        }
    }
}
