package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class ProcessLockTest {

    @TempDir
    Path place;

    /** Otherwise one that writes again and again would hold up another for longer than that one is patient. */
    @RepeatedTest(20)
    void aThreadThatWaitsHasItsTurnBeforeTheOneThatHoldsItHasItAgain() throws Exception {
        ProcessLock lock = lock();

        assertThat(turnsOf(lock, lock)).containsExactly("first", "waiting", "again");
    }

    @RepeatedTest(20)
    void anotherStoreThatWaitsHasItsTurnBeforeTheOneThatHoldsItHasItAgain() throws Exception {
        assertThat(turnsOf(lock(), lock())).containsExactly("first", "waiting", "again");
    }

    /** As of some file servers. Java tells it without the file. */
    @Test
    void aFileSystemWithoutLocksIsSaidWithTheFile() {
        Path file = place.resolve("cache.lock");

        assertThatThrownBy(() -> ProcessLock.tried(file, () -> {
                    throw new IOException("No locks available");
                }))
                .isInstanceOf(NoLocksException.class)
                .hasMessage(file + ": No locks available");
    }

    @Test
    void whatKilledWritersLeftIsDeletedByTheFirstThatGetsTheLock() throws Exception {
        Path file = place.resolve("cache.lock");
        try (FileChannel another = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileLock held = another.lock(0, 1, false)) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> ProcessLock.beside(place.resolve("cache"), Duration.ZERO)
                            .holding(() -> true))
                    .isInstanceOf(StoreBusyException.class);
        }
        Path left = Files.writeString(place.resolve("cache." + UUID.randomUUID() + ".tmp"), "half");

        lock().holding(() -> true);

        assertThat(left).doesNotExist();
    }

    private ProcessLock lock() {
        return ProcessLock.beside(place.resolve("cache"), Duration.ofSeconds(5));
    }

    private static List<String> turnsOf(ProcessLock lock, ProcessLock ofTheOneThatWaits) throws Exception {
        List<String> turns = Collections.synchronizedList(new ArrayList<>());
        Thread waiting = new Thread(() -> holding(ofTheOneThatWaits, () -> turns.add("waiting")));
        lock.holding(() -> {
            waiting.start();
            untilItWaits(waiting);
            return turns.add("first");
        });
        lock.holding(() -> turns.add("again"));
        waiting.join();
        return turns;
    }

    private static void untilItWaits(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void holding(ProcessLock lock, WriteLock.Action<Boolean> action) {
        try {
            lock.holding(action);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
