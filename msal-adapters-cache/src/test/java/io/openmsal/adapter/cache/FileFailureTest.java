package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileFailureTest {

    @TempDir
    Path place;

    static Stream<Function<Path, TokenStore>> stores() {
        return Stream.of(
                FileTokenStore::new,
                directory -> new SingleFileTokenStore(directory.resolve("cache.json"), "p"),
                directory -> new VaultTokenStore(
                        new FakeVault(), directory.resolve("cache"), "p", FileStoreOptions.defaults()));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aFileWhereADirectoryHasToBeIsSaid(Function<Path, TokenStore> kind) throws Exception {
        Path file = Files.createFile(place.resolve("a file"));

        assertThatThrownBy(() -> kind.apply(file.resolve("directory")).update("p", present -> new byte[] {'1'}))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Writing to the token store failed at " + file)
                .hasMessageEndingWith(
                        "there is a file where a directory has to be. Move it away, or configure another" + " place.");
    }

    @Test
    void soItIsWhenNothingIsWritten() throws Exception {
        Path file = Files.createFile(place.resolve("a file"));

        assertThatThrownBy(() -> new FileTokenStore(file).partitions())
                .isInstanceOf(IOException.class)
                .hasMessage("Reading the token store failed at " + file
                        + ": there is a file where a directory has to be. Move it away, or configure another place.");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aDirectoryThatBelongsToSomebodyElseIsSaid(Function<Path, TokenStore> kind) throws Exception {
        Path directory = Files.createDirectory(
                place.resolve("directory"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assumeThat(Files.isWritable(directory)).as("root may do anything").isFalse();

        assertThatThrownBy(() -> kind.apply(directory).update("p", present -> new byte[] {'1'}))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Writing to the token store failed at " + directory)
                .hasMessageContaining("access was denied. Let the user that this process runs as own the directory");
    }

    @Test
    void eachKindHasANextStep() {
        assertThat(said(new AccessDeniedException("/t/tokens.lock")))
                .isEqualTo("Writing failed at /t/tokens.lock: access was denied. Let the user that this process runs as"
                        + " own the directory and what is in it, or configure another place.");
        assertThat(said(new NoSuchFileException("/t/p-x.tokens")))
                .isEqualTo("Writing failed at /t/p-x.tokens: it is gone. Try again; if it stays so, look for what"
                        + " deletes it.");
        assertThat(said(new AccessDeniedException("/t/tokens.tmp", "/t/p-x.tokens", null)))
                .isEqualTo(
                        "Writing failed at /t/tokens.tmp: it could not take the place of /t/p-x.tokens. Try again; if"
                                + " it stays so, look for what keeps either of them open or protects it.");
        assertThat(said(new FileSystemException("/t/tokens.tmp", "/t/p-x.tokens", "It is used by another process")))
                .isEqualTo(
                        "Writing failed at /t/tokens.tmp: It is used by another process. It could not take the place"
                                + " of /t/p-x.tokens. Try again; if it stays so, look for what keeps either of them open or protects it.");
        assertThat(said(new NoLocksException(Path.of("/t/tokens.lock"), new IOException("No locks available"))))
                .isEqualTo("Writing failed at /t/tokens.lock: No locks available. Let its file system be mounted with"
                        + " locks, or configure another place.");
        assertThat(said(new FileSystemException("/t/tokens.tmp", null, "No space left on device")))
                .isEqualTo("Writing failed at /t/tokens.tmp: No space left on device. Look whether the disk is full,"
                        + " read-only or gone.");
    }

    @Test
    void whereAnOpenFileIsInTheWayThatIsThoughtOfFirst() {
        assertThat(saidOnWindows(new FileSystemException("C:/t/p-x.tokens", null, "It is used by another process")))
                .isEqualTo(
                        "Writing failed at C:/t/p-x.tokens: It is used by another process. Try again; if it stays so,"
                                + " look for what keeps it open. If nothing does, look whether the disk is full, read-only or"
                                + " gone.");
        assertThat(saidOnWindows(new AccessDeniedException("C:/t/p-x.tokens")))
                .isEqualTo("Writing failed at C:/t/p-x.tokens: access was denied. Try again; if it stays so, look for"
                        + " what keeps it open. If nothing does, let the user that this process runs as own the"
                        + " directory and what is in it, or configure another place.");
        assertThat(saidOnWindows(new NoSuchFileException("C:/t/p-x.tokens"))).doesNotContain("open");
    }

    @Test
    void aDirectoryThatCannotBeListedIsAFailureOfTheStoreAndNoMistakeOfTheProgram() {
        assertThatThrownBy(() -> FileFailure.explained("Reading", () -> {
                    throw new DirectoryIteratorException(new FileSystemException("/t", null, "Stale file handle"));
                }))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Reading failed at /t: Stale file handle. Look whether the disk is full, read-only or gone.");
    }

    private static String saidOnWindows(FileSystemException failure) {
        return String.valueOf(
                FileFailure.of("Writing", failure, new WindowsSharing()).getMessage());
    }

    private static String said(FileSystemException failure) {
        return String.valueOf(FileFailure.of("Writing", failure).getMessage());
    }
}
