package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.LastErrorException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NativeFlockTest {

    private static final int NO_SUCH_FILE = 2;
    private static final int TOO_MANY_OPEN_FILES = 24;
    private static final byte[] MARK = "0 openmsal".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path place;

    private final LockFileClaim flock = NativeFlock.load();

    @Test
    void linuxIsAskedForItWhereJnaIsThere() {
        assertThat(ClaimOfThisSystem.of("Linux")).isInstanceOf(NativeFlock.class);
        assertThat(ClaimOfThisSystem.of("Mac OS X")).isInstanceOf(JavaFileClaim.class);
    }

    @Test
    void oneHoldsItUntilItLetsGo() throws IOException {
        Path file = place.resolve("cache with ä.lockfile");
        try (FileChannel made = made(file)) {
            Closeable held = flock.claim(file, made, MARK).orElseThrow();
            assertThat(file).hasBinaryContent(MARK);
            assertThat(flock.isClaimed(file)).isTrue();
            assertThat(flock.claim(file, made, MARK)).isEmpty();

            held.close();

            assertThat(flock.isClaimed(file)).isFalse();
        }
    }

    @Test
    void aFileThatWasDeletedMeanwhileHoldsNobodyOff() throws IOException {
        Path file = place.resolve("f");
        try (FileChannel made = made(file)) {
            Files.delete(file);
            assertThat(flock.claim(file, made, MARK)).isEmpty();

            Files.writeString(file, "4711 program");
            assertThat(flock.claim(file, made, MARK)).isEmpty();

            assertThat(file).hasContent("4711 program");
            assertThat(flock.isClaimed(file)).isFalse();
        }
    }

    /** As when the process has as many files open as it may. */
    @Test
    void aFileThatCannotBeOpenedIsAFailureAndNobodyElsesToTakeOver() throws IOException {
        LockFileClaim withoutDescriptors = new NativeFlock(new Script(TOO_MANY_OPEN_FILES, () -> {}));
        Path file = place.resolve("f");
        try (FileChannel made = made(file)) {
            assertThatThrownBy(() -> withoutDescriptors.claim(file, made, MARK))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith(file + ": ");
            assertThat(withoutDescriptors.isClaimed(file)).isTrue();
        }
    }

    @Test
    void aFileThatIsGoneIsSomebodyElsesTurn() throws IOException {
        LockFileClaim late = new NativeFlock(new Script(NO_SUCH_FILE, () -> {}));
        Path file = place.resolve("f");
        try (FileChannel made = made(file)) {
            assertThat(late.claim(file, made, MARK)).isEmpty();
            assertThat(late.isClaimed(file)).isFalse();
        }
    }

    /** As MSAL for Node does after each look. */
    @Test
    void aFileThatIsDeletedWhileItIsLockedIsSomebodyElsesTurn() throws IOException {
        Path file = place.resolve("f");
        Script script = new Script(0, () -> Files.delete(file));
        try (FileChannel made = made(file)) {
            assertThat(new NativeFlock(script).claim(file, made, MARK)).isEmpty();
        }
        assertThat(script.open).isZero();
    }

    /** The system's functions, which say what they are told to. */
    private static final class Script implements NativeFlock.LibC {

        private final int refusal;
        private final Step whenLocked;
        private int open;

        private interface Step {
            void run() throws IOException;
        }

        Script(int refusal, Step whenLocked) {
            this.refusal = refusal;
            this.whenLocked = whenLocked;
        }

        @Override
        public int open(String path, int flags) {
            if (refusal != 0) {
                throw new LastErrorException(refusal);
            }
            open++;
            return 3;
        }

        @Override
        public int flock(int descriptor, int operation) {
            try {
                whenLocked.run();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return 0;
        }

        @Override
        public int close(int descriptor) {
            open--;
            return 0;
        }
    }

    @Test
    void nothingIsLeftOpen() throws IOException {
        Path file = place.resolve("f");
        try (FileChannel made = made(file)) {
            long before = open();
            for (int i = 0; i < 50; i++) {
                Optional<Closeable> held = flock.claim(file, made.truncate(0), MARK);
                flock.claim(file, made, MARK);
                flock.isClaimed(file);
                held.orElseThrow().close();
            }
            assertThat(open()).isLessThan(before + 50);
        }
    }

    private static FileChannel made(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static long open() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }
}
