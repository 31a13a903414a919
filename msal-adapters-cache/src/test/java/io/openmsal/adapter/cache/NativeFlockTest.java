package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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
