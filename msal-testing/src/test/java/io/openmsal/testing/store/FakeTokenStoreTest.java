package io.openmsal.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FakeTokenStoreTest extends TokenStoreContract {

    private final FakeTokenStore fake = new FakeTokenStore();

    @Override
    protected TokenStore store() {
        return new FakeTokenStore();
    }

    @Test
    void itFailsOnceWhenTold() throws Exception {
        IOException read = new IOException("read");
        IOException write = new IOException("write");
        fake.put("p", new byte[] {1}).failNextRead(read).failNextWrite(write);

        assertThatThrownBy(() -> fake.read("p")).isSameAs(read);
        assertThatThrownBy(() -> fake.update("p", present -> new byte[0])).isSameAs(write);

        assertThat(fake.read("p")).isPresent();
        assertThat(fake.content("p")).containsExactly(1);
    }

    @Test
    void anUpdateThatIsOvertakenIsAppliedToWhatTheOtherWrote() throws Exception {
        List<Integer> seen = new ArrayList<>();
        fake.put("p", new byte[] {1}).overtakeNextUpdate(present -> new byte[] {7});

        fake.update("p", present -> {
            byte[] next = present.orElseThrow();
            seen.add((int) next[0]);
            next[0]++;
            return next;
        });

        assertThat(seen).containsExactly(1, 7);
        assertThat(fake.content("p")).containsExactly(8);
    }

    @Test
    void itHangsUntilTheLatchOpens() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        fake.hangUntil(latch);

        Race.of(2, thread -> {
            if (thread == 0) {
                fake.read("p");
                assertThat(latch.getCount()).isZero();
            } else {
                while (fake.reads() == 0) {
                    Thread.onSpinWait();
                }
                latch.countDown();
            }
        });
    }

    @Test
    void aHangingCallCanBeInterrupted() {
        fake.hangUntil(new CountDownLatch(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fake.read("p")).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void itCountsWhatItWasAsked() throws Exception {
        fake.read("p");
        fake.read("p");
        fake.update("p", present -> new byte[0]);
        fake.delete("p");

        assertThat(fake.reads()).isEqualTo(2);
        assertThat(fake.updates()).isEqualTo(1);
        assertThat(fake.deletes()).isEqualTo(1);
    }

    @Test
    void itIsLoudAboutContentThatIsNotThere() {
        assertThatThrownBy(() -> fake.content("p")).isInstanceOf(AssertionError.class);
    }
}
