package io.openmsal.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.Cancellation.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void itIsNotCancelledUntilSomebodyCancels() {
        assertThat(cancellation.isCancelled()).isFalse();

        cancellation.cancel();

        assertThat(cancellation.isCancelled()).isTrue();
    }

    @Test
    void cancellingRunsEveryActionOnceOnTheCancellingThread() {
        List<Thread> threads = new ArrayList<>();
        cancellation.onCancel(() -> threads.add(Thread.currentThread()));
        cancellation.onCancel(() -> threads.add(Thread.currentThread()));

        cancellation.cancel();
        cancellation.cancel();

        assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void anActionFindsTheCancellationDone() {
        cancellation.onCancel(() -> assertThat(cancellation.isCancelled()).isTrue());

        cancellation.cancel();
    }

    @Test
    void anActionThatComesTooLateRunsAtOnce() {
        cancellation.cancel();

        try (Registration registration = cancellation.onCancel(runs::incrementAndGet)) {
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void anActionThatWasRemovedDoesNotRun() {
        Registration registration = cancellation.onCancel(runs::incrementAndGet);
        registration.close();
        registration.close();

        cancellation.cancel();

        assertThat(runs).hasValue(0);
    }

    @Test
    void anActionThatWasRegisteredTwiceRunsForTheRegistrationThatIsLeft() {
        List<String> ran = new ArrayList<>();
        Runnable action = () -> ran.add("shared");
        Registration first = cancellation.onCancel(action);
        cancellation.onCancel(() -> ran.add("between"));
        cancellation.onCancel(action);
        first.close();
        first.close();

        cancellation.cancel();

        assertThat(ran).containsExactly("between", "shared");
    }

    @Test
    void anActionMayRegisterAndRemoveOthers() {
        Registration other = cancellation.onCancel(() -> {});
        cancellation.onCancel(() -> {
            other.close();
            cancellation.onCancel(runs::incrementAndGet);
        });

        cancellation.cancel();

        assertThat(runs).hasValue(1);
    }

    @Test
    void anActionThatRacesWithTheCancellationRunsExactlyOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            Cancellation raced = new Cancellation();
            AtomicInteger count = new AtomicInteger();
            CyclicBarrier start = new CyclicBarrier(2);
            Thread canceller = new Thread(() -> {
                pass(start);
                raced.cancel();
            });
            canceller.start();
            pass(start);
            raced.onCancel(count::incrementAndGet);
            canceller.join();

            assertThat(count).hasValue(1);
        }
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Nested
    class TheCancellationOfNobody {

        @Test
        void cannotBeCancelled() {
            assertThatThrownBy(() -> Cancellation.none().cancel())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("new Cancellation()");
            assertThat(Cancellation.none().isCancelled()).isFalse();
        }

        @Test
        void keepsNoActions() {
            Cancellation.none().onCancel(runs::incrementAndGet).close();

            assertThat(runs).hasValue(0);
            assertThat(Cancellation.none()).isSameAs(Cancellation.none());
        }
    }
}
