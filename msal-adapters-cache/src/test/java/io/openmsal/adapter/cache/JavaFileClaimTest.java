package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it is worth on Windows and macOS, their kernels decide. */
class JavaFileClaimTest {

    private static final byte[] MARK = "0 openmsal".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path place;

    private final LockFileClaim claim = new JavaFileClaim();

    @Test
    void oneHoldsItUntilItLetsGo() throws Exception {
        Path file = place.resolve("f");
        Closeable held = claim.claim(file, made(file), MARK).orElseThrow();

        assertThat(file).hasBinaryContent(MARK);
        assertThat(claim.isClaimed(file)).isTrue();

        held.close();
        assertThat(claim.isClaimed(file)).isFalse();
    }

    @Test
    void nothingIsWrittenIntoAFileThatSomebodyElseHas() throws Exception {
        Path file = place.resolve("f");
        try (FileChannel theirs = made(file);
                FileChannel same = FileChannel.open(file, StandardOpenOption.WRITE)) {
            theirs.lock();

            assertThat(claim.claim(file, same, MARK)).isEmpty();

            assertThat(file).isEmptyFile();
        }
    }

    @Test
    void aFileThatIsNotThereIsNobodys() {
        assertThat(claim.isClaimed(place.resolve("f"))).isFalse();
        assertThat(Files.exists(place.resolve("f"))).isFalse();
    }

    private static FileChannel made(Path file) throws Exception {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
