package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import io.openmsal.port.store.UnreadablePartitionException;
import io.openmsal.testing.json.FakeJsonCodec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleFileTokenStoreTest extends OnePartitionContract {

    @TempDir
    Path place;

    private Path file;
    private SingleFileTokenStore single;

    @BeforeEach
    void nameTheFile() {
        file = place.resolve("sub/msal_token_cache.json");
        single = new SingleFileTokenStore(file, "cache");
    }

    @Override
    protected TokenStore store() {
        nameTheFile();
        return single;
    }

    @Test
    void theFileHoldsTheBytesAfterALineWithTheirChecksum() throws Exception {
        single.update("cache", present -> new byte[] {'{', '}'});

        assertThat(Files.readString(file)).matches("openmsal-tokens 2 [0-9a-f]{64}\n\\{}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    /** What whoever comes from another MSAL has. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\t ", "\uFEFF\r\n"})
    void theDocumentOfAnotherProgramIsReadAndGetsItsChecksumWithTheNextChange(String before) throws Exception {
        String document = before + "{\"Account\":{}}";
        Files.createDirectories(file.getParent());
        Files.writeString(file, document);

        assertThat(single.read("cache").orElseThrow().bytes()).isEqualTo(bytes(document));
        single.update("cache", Optional::orElseThrow);

        assertThat(Files.readString(file)).startsWith("openmsal-tokens 2 ").endsWith("\n" + document);
        assertThat(single.read("cache").orElseThrow().bytes()).isEqualTo(bytes(document));
    }

    @Test
    void whoOpensItAsAFileOfManyAndWhoDoesNotReadEachOthersTokens() throws Exception {
        TokenStore ofMany = SingleFileTokenStore.sharedWithMsalExtensions(
                file, "cache", new FakeJsonCodec(), FileStoreOptions.defaults());
        single.update("cache", present -> bytes("{\"a\":1}"));

        assertThat(ofMany.read("cache").orElseThrow().bytes()).isEqualTo(bytes("{\"a\":1}"));
        ofMany.update("cache", Optional::orElseThrow);
        assertThat(file).hasContent("{\"a\":1}");
        single.update("cache", present -> bytes("{\"a\":2}"));

        assertThat(ofMany.read("cache").orElseThrow().bytes()).isEqualTo(bytes("{\"a\":2}"));
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**set-aside*");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileThatOthersMayReadIsReplacedByOneTheyMayNot() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        single.update("cache", present -> new byte[] {1});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void patienceMayBeWithoutEnd() throws Exception {
        FileStoreOptions patient = FileStoreOptions.defaults().lockPatience(Duration.ofSeconds(Long.MAX_VALUE));

        for (TokenStore store : List.of(
                new SingleFileTokenStore(file, "cache", patient),
                SingleFileTokenStore.sharedWithMsalExtensions(
                        place.resolve("shared"), "cache", new FakeJsonCodec(), patient))) {
            store.update("cache", present -> new byte[] {'{', '}'});
            assertThat(store.read("cache")).isPresent();
        }
    }

    @Test
    void anotherPartitionIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> single.read("other"))
                .withMessageContaining("holds the partition cache and no other");
    }

    @Test
    void aSymbolicLinkIsNeitherReadNorReplaced() throws Exception {
        Path elsewhere = Files.writeString(place.resolve("elsewhere"), "theirs");
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, elsewhere);

        assertThatThrownBy(() -> single.read("cache"))
                .isInstanceOf(UnreadablePartitionException.class)
                .hasMessageContaining("is a symbolic link");
        assertThatThrownBy(() -> single.update("cache", present -> new byte[1]))
                .isInstanceOf(UnreadablePartitionException.class)
                .hasMessageContaining("is a symbolic link");
        assertThat(elsewhere).hasContent("theirs");
        assertThat(file).isSymbolicLink();
    }

    @Test
    void aLockFileThatIsASymbolicLinkIsNotOpened() throws Exception {
        Path elsewhere = place.resolve("elsewhere");
        Files.createDirectories(file.getParent());
        Path lock = Files.createSymbolicLink(file.resolveSibling("msal_token_cache.json.lock"), elsewhere);

        assertThatThrownBy(() -> single.update("cache", present -> new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessage("The lock " + lock.toRealPath(LinkOption.NOFOLLOW_LINKS)
                        + " is not a regular file. Remove it.");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void aDirectoryOfThatNameIsRefused() throws Exception {
        Files.createDirectories(file);

        assertThatThrownBy(() -> single.read("cache"))
                .isInstanceOf(UnreadablePartitionException.class)
                .hasMessageContaining("is not a regular file");
    }

    @Test
    void moreThan64MebibytesAreNeitherReadNorWritten() throws Exception {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(WholeFile.MOST_BYTES + 1L);
        }

        assertThatThrownBy(() -> single.read("cache"))
                .isInstanceOf(UnreadablePartitionException.class)
                .hasMessageContaining("more than 67108864 are refused");
        Files.delete(file);
        assertThatThrownBy(() -> single.update("cache", present -> new byte[WholeFile.MOST_BYTES + 1]))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("more than 67108864 are refused");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "msal_token_cache.json.1f0c4c3e-8d0b-4b62-9b3f-5f1d0c5a7e21.tmp",
                "msal_token_cache.json.tmp" // as they were once called
            })
    void whatAKilledWriterLeftIsDeletedByTheNextProcess(String name) throws Exception {
        Files.createDirectories(file.getParent());
        Path left = Files.writeString(file.resolveSibling(name), "half");
        Path anothers = Files.writeString(file.resolveSibling("another." + name), "whole");

        single.update("cache", present -> new byte[] {1});

        assertThat(left).doesNotExist();
        assertThat(anothers).exists();
        assertThat(single.read("cache").orElseThrow().bytes()).containsExactly(1);
    }

    @Test
    void whatAKilledWriterLeftIsDeletedAlsoWhereItWasTheFirst() throws Exception {
        Files.createDirectories(file.getParent());
        Path left =
                Files.writeString(file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp"), "half");

        single.delete("cache");

        assertThat(left).doesNotExist();
    }

    @Test
    void whereNothingIsADeletionMakesNothing() throws Exception {
        Files.createDirectories(file.getParent());

        single.delete("cache");

        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void aChangeIsAppliedAgainWhenSomebodyWithoutTheLockWroteMeanwhile() throws Exception {
        single.update("cache", present -> new byte[] {1});
        List<Integer> seen = new ArrayList<>();

        single.update("cache", present -> {
            byte[] next = present.orElseThrow();
            seen.add((int) next[0]);
            if (seen.size() == 1) {
                Files.write(file, new OwnFileForm("cache").wrap(new byte[] {7}));
            }
            next[0]++;
            return next;
        });

        assertThat(seen).containsExactly(1, 7);
        assertThat(single.read("cache").orElseThrow().bytes()).containsExactly(8);
    }

    @Test
    void somebodyWhoNeverStopsWritingIsReported() throws Exception {
        byte[] theirs = {0};

        assertThatThrownBy(() -> single.update("cache", present -> {
                    theirs[0]++;
                    Files.write(file, new OwnFileForm("cache").wrap(theirs));
                    return new byte[] {-1};
                }))
                .isInstanceOf(StoreBusyException.class)
                .hasMessageContaining("Somebody who does not use its lock");
    }

    @Test
    void aChangeThatWritesToItsOwnStoreIsRefusedAtOnce() {
        assertThatThrownBy(() -> single.update(
                        "cache",
                        present -> single.update("cache", again -> new byte[1]).bytes()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not write to the store that applies it");
    }

    @Test
    void contentThatStaysTheSameIsNotWrittenAgain() throws Exception {
        single.update("cache", present -> new byte[] {1});
        Object inode = Files.getAttribute(file, "unix:ino");

        single.update("cache", present -> new byte[] {1});

        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void aRelativeNameNeedsNoDirectory() {
        assertThat(new SingleFileTokenStore(Path.of("cache.json"), "cache").toString())
                .endsWith("cache.json")
                .contains(Path.of("").toAbsolutePath().toString());
    }
}
