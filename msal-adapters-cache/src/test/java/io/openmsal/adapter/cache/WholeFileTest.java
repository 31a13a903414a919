package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class WholeFileTest {

    @TempDir
    Path directory;

    /** As on a file server whose locks do not hold. */
    @Test
    void writersThatMeetGetNothingOfEachOther() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = threads.submit(() -> writeAgainAndAgain('a', barrier));
            Future<?> two = threads.submit(() -> writeAgainAndAgain('b', barrier));

            one.get(60, TimeUnit.SECONDS);
            two.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void anInterruptionIsNoFaultOfTheDisk() {
        WholeFile file = file("p", new PosixSharing());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> file.replace(Optional.empty(), new byte[] {1}))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessageStartingWith("Interrupted while writing");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** A directory can be opened and not read, as a broken disk. Java tells it without the file. */
    @Test
    void aDiskThatCannotBeReadIsSaidWithTheFile() throws Exception {
        WholeFile file = file("p", new PosixSharing());
        file.replace(Optional.empty(), new byte[] {1});

        try (SeekableByteChannel broken = Files.newByteChannel(directory)) {
            assertThatThrownBy(() -> file.content(broken))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith(directory.resolve("p") + ": ");
        }
    }

    @Test
    void anInterruptionIsNoFaultOfTheDiskThatIsRead() throws Exception {
        WholeFile file = file("p", new PosixSharing());
        file.replace(Optional.empty(), new byte[] {1});
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(file::read)
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("Interrupted while reading " + directory.resolve("p"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void nothingThatAKilledWriterLeftOutlivesADeletion() throws Exception {
        WholeFile file = file("p", new PosixSharing());
        file.replace(Optional.empty(), new byte[] {1});
        Files.write(directory.resolve("tokens." + UUID.randomUUID() + ".tmp"), new byte[] {1});

        file.delete();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void oneThatCannotBeDeletedDoesNotKeepTheOthers() throws Exception {
        WholeFile file = file("p", new PosixSharing());
        for (int i = 0; i < 5; i++) {
            Files.createDirectories(
                    directory.resolve("tokens." + UUID.randomUUID() + ".tmp").resolve("full"));
            Files.write(directory.resolve("tokens." + UUID.randomUUID() + ".tmp"), new byte[] {1});
        }

        file.delete();

        assertThat(directory).isDirectoryNotContaining(Files::isRegularFile);
    }

    /** Or who signs out would hear that nobody was signed in. */
    @Test
    void wherePartOfThePathCannotBeLookedAtNothingIsSaidToBeGone() throws Exception {
        Path loop = directory.resolve("loop");
        Files.createSymbolicLink(loop, loop);

        assertThatThrownBy(() -> file("loop/p", new PosixSharing()).exists()).isInstanceOf(FileSystemException.class);
    }

    @Test
    void whoHasTheFileOpenForAMomentIsWaitedFor() throws Exception {
        OpenElsewhere sharing = new OpenElsewhere();
        WholeFile file = file("p", sharing);

        sharing.refuse(2);
        assertThat(file.replace(Optional.empty(), new byte[] {1})).isTrue();
        sharing.refuse(2);
        assertThat(content(file)).containsExactly(1);
        sharing.refuse(2);
        file.delete();

        assertThat(sharing.pauses()).hasSize(6);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatSomebodyWroteDuringTheWaitIsNotReplaced() throws Exception {
        OpenElsewhere sharing = new OpenElsewhere();
        WholeFile file = file("p", sharing);
        file.replace(Optional.empty(), new byte[] {1});
        sharing.refuse(2);
        sharing.duringEachPause(() -> Files.write(directory.resolve("p"), new byte[] {2}));

        assertThat(file.replace(Optional.of(new byte[] {1}), new byte[] {3})).isFalse();

        assertThat(content(file)).containsExactly(2);
    }

    @Test
    void aFileThatStaysOpenElsewhereKeepsItsContentAndTheFailureIsTold() throws Exception {
        OpenElsewhere sharing = new OpenElsewhere();
        WholeFile file = file("p", sharing);
        file.replace(Optional.empty(), new byte[] {1});
        sharing.refuseNextForGood();

        assertThatThrownBy(() -> file.replace(Optional.of(new byte[] {1}), new byte[] {2}))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(content(file)).containsExactly(1);
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void whatCannotBeTidiedUpHidesNoFailure() {
        InTheWayOfTidyingUp sharing = new InTheWayOfTidyingUp();

        Throwable told = catchThrowable(() -> file("p", sharing).replace(Optional.empty(), new byte[] {1}));

        assertThat(told).isNotNull().isSameAs(sharing.refusal);
    }

    /** Refuses the first step, and puts what cannot be deleted in the place of what was prepared. */
    private final class InTheWayOfTidyingUp implements FileSharing {

        private @Nullable FileSystemException refusal;

        @Override
        public <T> T patiently(WriteLock.Action<T> step) throws IOException {
            if (refusal != null) {
                return step.run();
            }
            try (DirectoryStream<Path> prepared = Files.newDirectoryStream(directory, "*.tmp")) {
                for (Path temporary : prepared) {
                    Files.delete(temporary);
                    Files.createDirectories(temporary.resolve("full"));
                }
            }
            refusal = new FileSystemException("tokens.tmp", "p", "It is used by another process");
            throw refusal;
        }

        @Override
        public <T> T orElse(T refused, WriteLock.Action<T> step) throws IOException {
            return step.run();
        }

        @Override
        public boolean mayBeOpen(FileSystemException refused) {
            return true;
        }
    }

    private WholeFile file(String name, FileSharing sharing) {
        return new WholeFile(
                directory.resolve(name), new TemporaryFiles(directory, "tokens"), WholeFile.Writers.OURS, sharing);
    }

    private boolean writeAgainAndAgain(char name, CyclicBarrier barrier) throws Exception {
        WholeFile file = file("p-" + name, new PosixSharing());
        Optional<byte[]> present = Optional.empty();
        for (int i = 0; i < 50; i++) {
            byte[] next = {(byte) name, (byte) i};
            barrier.await(60, TimeUnit.SECONDS);
            assertThat(file.replace(present, next)).isTrue();
            assertThat(content(file)).containsExactly(next);
            present = Optional.of(next);
        }
        return true;
    }

    private static byte[] content(WholeFile file) throws IOException {
        return file.read().orElseThrow();
    }
}
