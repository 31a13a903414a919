package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds between processes and within one alike. */
@Timeout(90)
class SeveralProcessesTest {

    @TempDir
    Path place;

    private Path file;
    private SingleFileTokenStore store;

    @BeforeEach
    void makeStore() {
        file = place.resolve("cache.json");
        store = new SingleFileTokenStore(file, "cache");
    }

    @Test
    void threeProcessesThatRaceLoseNoUpdate() throws Exception {
        try (OtherProcess one = OtherProcess.started("increment", file);
                OtherProcess two = OtherProcess.started("increment", file)) {
            one.goOn();
            two.goOn();
            for (int i = 0; i < 100; i++) {
                store.update("cache", OtherProcess::incremented);
            }

            assertThat(one.exitCode()).isZero();
            assertThat(two.exitCode()).isZero();
        }
        assertThat(text()).isEqualTo("300");
    }

    @Test
    void aWriterThatIsKilledLeavesOneWholeContentAndNoLock() throws Exception {
        for (int kill = 0; kill < 4; kill++) {
            try (OtherProcess other = OtherProcess.started("rewrite", file)) {
                String before =
                        store.read("cache").map(stored -> stored.version()).orElse("none");
                other.goOn();
                while (store.read("cache")
                        .map(stored -> stored.version())
                        .orElse("none")
                        .equals(before)) {
                    Thread.onSpinWait();
                }
                other.kill();
            }

            assertThat(text()).hasSize(OtherProcess.LARGE).matches("(.)\\1*+");
            store.update("cache", present -> present.orElseThrow());
        }
    }

    @Test
    void aWriterThatIsKilledWhileItHoldsTheLockDelaysNobody() throws Exception {
        store.update("cache", OtherProcess::incremented);
        try (OtherProcess other = OtherProcess.started("hold", file)) {
            other.kill();
        }

        store.update("cache", OtherProcess::incremented);

        assertThat(text()).isEqualTo("2");
    }

    @Test
    void aLockThatIsHeldElsewhereEndsTheWaitAndDelaysNoReader() throws Exception {
        store.update("cache", OtherProcess::incremented);
        SingleFileTokenStore hasty = new SingleFileTokenStore(
                file, "cache", FileStoreOptions.defaults().lockPatience(Duration.ofMillis(100)));
        try (OtherProcess other = OtherProcess.started("hold", file)) {
            assertThatThrownBy(() -> hasty.update("cache", OtherProcess::incremented))
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessageContaining("cache.json.lock for more than 100 ms")
                    .hasMessageContaining("Try again");
            assertThat(text()).isEqualTo("1");
            other.goOn();
            assertThat(other.exitCode()).isZero();
        }

        hasty.update("cache", present -> new byte[] {'9'});
        assertThat(text()).isEqualTo("9");
    }

    @Test
    void aSecondStoreOfThisProcessAndASecondThreadWaitInTheSameWay() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SingleFileTokenStore holder = new SingleFileTokenStore(
                file, "cache", FileStoreOptions.defaults().lockPatience(Duration.ofMillis(50)));
        SingleFileTokenStore other = new SingleFileTokenStore(
                file, "cache", FileStoreOptions.defaults().lockPatience(Duration.ofMillis(50)));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> holding = thread.submit(() -> holder.update("cache", present -> {
                held.countDown();
                awaitQuietly(release);
                return new byte[] {'1'};
            }));
            held.await();

            assertThatThrownBy(() -> holder.update("cache", OtherProcess::incremented))
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessageStartingWith("Another thread");
            assertThatThrownBy(() -> other.update("cache", OtherProcess::incremented))
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessageStartingWith("Another thread");
            release.countDown();
            holding.get(60, TimeUnit.SECONDS);
        } finally {
            thread.shutdownNow();
        }
        other.update("cache", OtherProcess::incremented);
        assertThat(text()).isEqualTo("2");
    }

    @Test
    void aSecondStoreOfThisProcessDoesNotEndTheLockOfTheFirst() throws Exception {
        SingleFileTokenStore second = new SingleFileTokenStore(
                file, "cache", FileStoreOptions.defaults().lockPatience(Duration.ofMillis(50)));

        store.update("cache", present -> {
            CompletableFuture.runAsync(() -> assertThatThrownBy(() -> second.update("cache", OtherProcess::incremented))
                            .isInstanceOf(StoreBusyException.class))
                    .join();
            assertThat(exitCodeOfAnAttempt()).isEqualTo(OtherProcess.BUSY);
            return new byte[] {'1'};
        });

        assertThat(text()).isEqualTo("1");
    }

    @Test
    void aSecondStoreThatAChangeWritesToWouldWaitForItself() throws Exception {
        SingleFileTokenStore second =
                new SingleFileTokenStore(place.resolve(".").resolve("cache.json"), "cache");

        store.update("cache", present -> {
            assertThatThrownBy(() -> second.update("cache", OtherProcess::incremented))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nor to another with its lock");
            return new byte[] {'1'};
        });

        assertThat(text()).isEqualTo("1");
    }

    /** The JDK closes the files of whatever is collected, and a system frees all locks of a process on a file of which it closes one handle. */
    @Test
    void storesThatAreCollectedDoNotEndTheLockOfAnother() throws Exception {
        store.update("cache", OtherProcess::incremented);
        List<WeakReference<?>> dropped = List.of(usedAndDropped(), usedAndDropped());

        store.update("cache", present -> {
            while (dropped.stream().anyMatch(one -> one.get() != null)) {
                System.gc();
            }
            assertThat(exitCodeOfAnAttempt()).isEqualTo(OtherProcess.BUSY);
            return OtherProcess.incremented(present);
        });

        assertThat(text()).isEqualTo("4");
    }

    private WeakReference<?> usedAndDropped() throws Exception {
        SingleFileTokenStore dropped = new SingleFileTokenStore(file, "cache");
        dropped.update("cache", OtherProcess::incremented);
        return new WeakReference<>(dropped);
    }

    private int exitCodeOfAnAttempt() throws IOException {
        try (OtherProcess other = OtherProcess.started("attempt", file)) {
            other.goOn();
            return other.exitCode();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void aWaitThatIsInterruptedEndsAndLeavesTheLockUsable() throws Exception {
        store.update("cache", OtherProcess::incremented);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> store.update("cache", OtherProcess::incremented))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();

        store.update("cache", OtherProcess::incremented);
        assertThat(text()).isEqualTo("2");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private String text() throws Exception {
        return new String(store.read("cache").orElseThrow().bytes(), StandardCharsets.US_ASCII);
    }
}
