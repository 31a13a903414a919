package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFilesTest {

    private final LockFiles files = new LockFiles(2);

    @TempDir
    Path place;

    @Test
    void aFileIsOneHoweverItIsNamed() throws Exception {
        Path directory = Files.createDirectory(place.resolve("directory"));
        Path link = Files.createSymbolicLink(place.resolve("link"), directory);
        LockFile one = files.take(directory.resolve("a.lock"));
        files.giveBack(one);

        assertThat(files.take(link.resolve("a.lock"))).isSameAs(one);
        assertThat(files.take(link.resolve("../link/./a.lock"))).isSameAs(one);
    }

    @Test
    void thoseThatNobodyHasUsedForLongestAreClosed() throws Exception {
        LockFile one = used("one");
        LockFile two = used("two");
        used("one");
        LockFile three = used("three");

        assertThat(two.isOpen()).isFalse();
        assertThat(one.isOpen()).isTrue();
        assertThat(three.isOpen()).isTrue();
    }

    @Test
    void whatSomebodyHoldsOrAwaitsStaysOpen() throws Exception {
        LockFile held = opened("held");
        files.take(place.resolve("held"));
        files.giveBack(held);
        LockFile one = used("one");
        used("two");
        used("three");

        assertThat(held.isOpen()).isTrue();
        assertThat(one.isOpen()).isFalse();
    }

    /** Of another copy of this library in this process, whose lock POSIX would free with any handle that is closed. */
    @Test
    void whatAnotherCopyHasLockedStaysOpen() throws Exception {
        LockFile shared = used("shared");
        try (FileChannel another = FileChannel.open(place.resolve("shared"), StandardOpenOption.WRITE);
                FileLock held = another.lock(0, 1, false)) {
            LockFile one = used("one");
            used("two");
            assertThat(held.isValid()).isTrue();
            assertThat(shared.isOpen()).isTrue();
            assertThat(one.isOpen()).isFalse();
        }

        used("three");
        used("four");
        assertThat(shared.isOpen()).isFalse();
    }

    private LockFile used(String name) throws IOException {
        LockFile used = opened(name);
        files.giveBack(used);
        return used;
    }

    private LockFile opened(String name) throws IOException {
        LockFile opened = files.take(place.resolve(name));
        assertThat(opened.channel().isOpen()).isTrue();
        return opened;
    }
}
