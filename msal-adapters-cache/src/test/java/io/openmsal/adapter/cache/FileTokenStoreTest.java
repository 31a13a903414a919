package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTokenStoreTest extends TokenStoreContract {

    @TempDir
    Path place;

    @Override
    protected TokenStore store() {
        return new FileTokenStore(directory());
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return new FileTokenStore(directory());
    }

    /** What is cut or changed is set aside; what somebody could point elsewhere is not touched. */
    @Override
    protected boolean layBeyondReading(String partition) throws Exception {
        Path elsewhere = Files.writeString(place.resolve("elsewhere"), "theirs");
        Files.createDirectories(directory());
        Files.createSymbolicLink(directory().resolve(PartitionFileName.of(partition)), elsewhere);
        return true;
    }

    private Path directory() {
        return place.resolve("not/yet/there");
    }

    @Test
    void makingAndReadingAStoreTouchesNoDisk() throws Exception {
        FileTokenStore store = new FileTokenStore(directory());

        assertThat(store.read("p")).isEmpty();
        assertThat(store.partitions()).isEmpty();
        store.delete("p");

        assertThat(place).isEmptyDirectory();
    }

    @Test
    void onlyTheOwnerMayOpenWhatItCreates() throws Exception {
        new FileTokenStore(directory()).update("p", present -> new byte[1]);

        assertThat(mode(place.resolve("not"))).isEqualTo("rwx------");
        assertThat(mode(directory())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory())) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void noTwoPartitionsShareAFileOnASystemThatDoesNotTellCase() {
        assertThat(partitionNames().stream().map(PartitionFileName::of).map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .allSatisfy(
                        name -> assertThat(name).hasSizeLessThanOrEqualTo(250).startsWith("p-"));
        assertThat(partitionNames())
                .allSatisfy(name -> assertThat(PartitionFileName.partition(PartitionFileName.of(name)))
                        .contains(name));
    }

    @Test
    void otherFilesInTheDirectoryAreNoPartitions() throws Exception {
        TokenStore store = store();
        store.update("p", present -> new byte[1]);
        Files.createFile(directory().resolve("readme.txt"));
        Files.createFile(directory().resolve("p-.tokens"));

        assertThat(store.partitions()).containsExactly("p");
    }

    @Test
    void aLinkInThePlaceOfAFileIsDeletedAndNotWhatItPointsTo() throws Exception {
        layBeyondReading("p");

        store().delete("p");

        assertThat(directory().resolve(PartitionFileName.of("p"))).doesNotExist();
        assertThat(place.resolve("elsewhere")).hasContent("theirs");
    }

    @Test
    void itGoesOnAfterTheWholeDirectoryWasDeleted() throws Exception {
        TokenStore store = store();
        store.update("p", present -> new byte[] {1});
        for (String name : new String[] {"tokens.lock", PartitionFileName.of("p")}) {
            Files.delete(directory().resolve(name));
        }
        Files.delete(directory());

        assertThat(store.read("p")).isEmpty();
        store.update("p", present -> new byte[] {2});

        assertThat(another(store).read("p").orElseThrow().bytes()).containsExactly(2);
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
