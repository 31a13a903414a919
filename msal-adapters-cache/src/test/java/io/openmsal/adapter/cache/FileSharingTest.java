package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileSharingTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final FileSharing windows = new WindowsSharing(() -> sum(pauses).toNanos(), pauses::add);
    private int tries;

    static Stream<FileSystemException> passing() {
        return Stream.of(
                new AccessDeniedException("a", "b", null),
                new FileSystemException("a", null, "The process cannot access the file because it is being used"));
    }

    static Stream<IOException> lasting() {
        return Stream.of(
                new NoSuchFileException("a"), new FileAlreadyExistsException("a"), new IOException("no space left"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void onWindowsWhatMayPassIsTriedAgain(FileSystemException refusal) throws Exception {
        assertThat(windows.<String>patiently(() -> refusedTwice(refusal))).isEqualTo("done");

        assertThat(pauses).containsExactly(Duration.ofMillis(1), Duration.ofMillis(2));
    }

    private String refusedTwice(FileSystemException refusal) throws FileSystemException {
        if (tries++ < 2) {
            throw refusal;
        }
        return "done";
    }

    @ParameterizedTest
    @MethodSource("passing")
    void andToldAfterASecond(FileSystemException refusal) {
        assertThatThrownBy(() -> windows.patiently(() -> fail(refusal))).isSameAs(refusal);

        assertThat(sum(pauses)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1020));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void orCountsForHeldAtOnce(FileSystemException refusal) throws Exception {
        assertThat(windows.<String>orElse("held", () -> fail(refusal))).isEqualTo("held");

        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatLastsIsToldAtOnce(IOException failure) {
        assertThatThrownBy(() -> windows.patiently(() -> fail(failure))).isSameAs(failure);
        assertThatThrownBy(() -> windows.<String>orElse("held", () -> fail(failure)))
                .isSameAs(failure);

        assertThat(tries).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void elsewhereADenialIsToldAtOnce(FileSystemException denial) {
        assertThatThrownBy(() -> new PosixSharing().patiently(() -> fail(denial)))
                .isSameAs(denial);
        assertThatThrownBy(() -> new PosixSharing().<String>orElse("held", () -> fail(denial)))
                .isSameAs(denial);

        assertThat(tries).isEqualTo(2);
    }

    @Test
    void whoIsInterruptedIsToldSo() {
        FileSharing interrupted = new WindowsSharing(System::nanoTime, time -> {
            throw new InterruptedException();
        });
        try {
            assertThatThrownBy(() -> interrupted.patiently(() -> fail(new AccessDeniedException("a"))))
                    .isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theFileSystemSaysWhichItIs(@TempDir Path place) {
        boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");

        assertThat(FileSharing.of(place)).isInstanceOf(posix ? PosixSharing.class : WindowsSharing.class);
    }

    private String fail(IOException failure) throws IOException {
        tries++;
        throw failure;
    }

    private static Duration sum(List<Duration> all) {
        return all.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
