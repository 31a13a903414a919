package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.event.Event;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.json.FakeJsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were cut, changed or written by nobody we know: renamed, told once, and taken for nothing. */
@Timeout(120)
class SetAsideTest {

    private static final byte[] DOCUMENT = ("{\"AccessToken\":{\"k\":{\"secret\":\"" + "s".repeat(80)
                    + "\",\"target\":\"a b\"}},\"Account\":{}}")
            .getBytes(StandardCharsets.UTF_8);
    private static final EncryptionKeys KEYS = keys("k1", 1);

    @TempDir
    Path place;

    private final RecordingEventSink events = new RecordingEventSink();

    /** The stores that can tell whether a file is whole. */
    enum Kind {
        DIRECTORY(0, test -> new FileTokenStore(test.place, test.options())),
        OWN_FILE(0, test -> new SingleFileTokenStore(test.place.resolve("f"), "cache", test.options())),
        ENCRYPTED_DIRECTORY(0, test -> FileTokenStore.encrypted(test.place, KEYS, test.options())),
        ENCRYPTED_FILE(
                0, test -> SingleFileTokenStore.encrypted(test.place.resolve("f"), "cache", KEYS, test.options())),
        SHARED_FILE(1, test -> test.shared());

        /** The length of the shortest file that holds anything: another MSAL begins with an empty one. */
        private final int shortest;

        private final Function<SetAsideTest, TokenStore> maker;

        Kind(int shortest, Function<SetAsideTest, TokenStore> maker) {
            this.shortest = shortest;
            this.maker = maker;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfAnyShorterLengthIsSetAsideAndCountsAsEmpty(Kind kind) throws Exception {
        TokenStore store = kind.maker.apply(this);
        byte[] whole = written(store);

        for (int length = kind.shortest; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            lay(cut);

            assertThat(store.read("cache")).as("of %s bytes", length).isEmpty();

            assertSetAside(cut);
        }
        lay(whole);
        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
        assertThat(events.named("store.set_aside")).hasSize(whole.length - kind.shortest);
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECTORY", "OWN_FILE", "ENCRYPTED_FILE"})
    void aFileWithAnyBitChangedIsSetAsideAndCountsAsEmpty(Kind kind) throws Exception {
        TokenStore store = kind.maker.apply(this);
        byte[] whole = written(store);
        Random random = new Random(7);

        for (int i = 0; i < 10_000; i++) {
            byte[] changed = whole.clone();
            int bit = random.nextInt(whole.length * 8);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            lay(changed);

            assertThat(store.read("cache")).as("bit %s", bit).isEmpty();

            assertSetAside(changed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenNextIsKeptAndTheOldBytesAreStillThereForTheirOwnerAlone(Kind kind) throws Exception {
        TokenStore store = kind.maker.apply(this);
        byte[] whole = written(store);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        lay(cut);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        store.update("cache", present -> {
            assertThat(present).isEmpty();
            return DOCUMENT;
        });

        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
        assertThat(store.partitions()).containsExactly("cache");
        assertThat(setAside())
                .singleElement()
                .satisfies(file -> assertThat(Files.readAllBytes(file)).isEqualTo(cut))
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    /** Its name is 250 characters long by itself, and file systems take 255. */
    @ParameterizedTest
    @EnumSource(names = {"DIRECTORY", "ENCRYPTED_DIRECTORY"})
    void aFileWithTheLongestNameIsSetAsideUnderTheHashOfIt(Kind kind) throws Exception {
        TokenStore store = kind.maker.apply(this);
        String partition = "X".repeat(200);
        String name = PartitionFileName.of(partition);
        store.update(partition, present -> DOCUMENT);
        byte[] whole = Files.readAllBytes(place.resolve(name));
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        Files.write(place.resolve(name), cut);

        assertThat(store.read(partition)).isEmpty();

        assertThat(setAside())
                .singleElement()
                .satisfies(file -> assertThat(Files.readAllBytes(file)).isEqualTo(cut))
                .satisfies(file -> assertThat(file.getFileName().toString())
                        .startsWith(ContentVersion.of(name.getBytes(StandardCharsets.UTF_8)) + ".set-aside-"));
        assertThat(store.partitions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECTORY", "ENCRYPTED_DIRECTORY"})
    void aFileThatLiesWhereThatOfAnotherPartitionBelongsIsSetAside(Kind kind) throws Exception {
        TokenStore store = kind.maker.apply(this);
        byte[] whole = written(store);
        Files.write(place.resolve(PartitionFileName.of("another")), whole);

        assertThat(store.read("another")).isEmpty();

        assertThat(setAside())
                .singleElement()
                .satisfies(file -> assertThat(Files.readAllBytes(file)).isEqualTo(whole));
        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
    }

    @Test
    void aFileFromBeforeTheNameWasInTheChecksumIsReadAndGetsTheNameWithTheNextChange() throws Exception {
        TokenStore store = Kind.DIRECTORY.maker.apply(this);
        byte[] line = ("openmsal-tokens 1 " + ContentVersion.of(DOCUMENT) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] earlier = Arrays.copyOf(line, line.length + DOCUMENT.length);
        System.arraycopy(DOCUMENT, 0, earlier, line.length, DOCUMENT.length);
        Path file = Files.write(place.resolve(PartitionFileName.of("cache")), earlier);

        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
        store.update("cache", present -> present.orElseThrow());

        assertThat(Files.readString(file)).startsWith("openmsal-tokens 2 ");
        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
        assertThat(events.events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theOperatorIsToldOnceAndSeesNoToken(Kind kind) throws Exception {
        TokenStore store = kind.maker.apply(this);
        byte[] whole = written(store);
        lay(Arrays.copyOf(whole, whole.length - 1));

        store.read("cache");
        store.read("cache");
        kind.maker.apply(this).read("cache");

        Event warning = events.named("store.set_aside").get(0);
        assertThat(events.events()).hasSize(1);
        assertThat(warning.level()).isEqualTo(Event.Level.WARNING);
        assertThat(warning.fields()).extracting(field -> field.name()).contains("reason", "file", "moved_to");
        assertThat(warning.fields().toString() + warning).doesNotContain("ssss");
    }

    @ParameterizedTest
    @EnumSource
    void aPartitionThatIsNotWholeCanBeDeleted(Kind kind) throws Exception {
        TokenStore store = kind.maker.apply(this);
        lay(Arrays.copyOf(written(store), 20));

        store.delete("cache");

        assertThat(store.read("cache")).isEmpty();
        assertThat(events.events()).isEmpty();
    }

    @Test
    void anOperatorsBrokenSinkCostsNobodyTheirTokens() throws Exception {
        FileStoreOptions broken = FileStoreOptions.defaults().events(event -> {
            throw new IllegalStateException("scripted");
        });
        TokenStore store = new FileTokenStore(place, broken);
        lay(Arrays.copyOf(written(store), 3));

        assertThat(store.read("cache")).isEmpty();
    }

    @Test
    void aFileUnderAKeyThatIsGoneIsSetAside() throws Exception {
        written(Kind.ENCRYPTED_FILE.maker.apply(this));

        TokenStore withAnother = SingleFileTokenStore.encrypted(place.resolve("f"), "cache", keys("k2", 2), options());

        assertThat(withAnother.read("cache")).isEmpty();
        assertThat(events.named("store.set_aside")).hasSize(1);
        assertThat(events.events().get(0).toString()).contains("k1");
    }

    @Test
    void aKeyThatCannotBeHadJustNowIsAFailureAndLeavesTheFileWhereItIs() throws Exception {
        byte[] whole = written(Kind.ENCRYPTED_FILE.maker.apply(this));
        TokenStore withoutVault = SingleFileTokenStore.encrypted(
                place.resolve("f"),
                "cache",
                new EncryptionKeys() {
                    @Override
                    public EncryptionKey current() throws IOException {
                        throw new IOException("the vault is closed");
                    }

                    @Override
                    public Optional<EncryptionKey> key(String id) throws IOException {
                        throw new IOException("the vault is closed");
                    }
                },
                options());

        assertThatThrownBy(() -> withoutVault.read("cache")).hasMessage("the vault is closed");
        assertThat(Files.readAllBytes(place.resolve("f"))).isEqualTo(whole);
    }

    @Test
    void anUpdateThatChangesNothingBringsAnEncryptedFileToTheCurrentKey() throws Exception {
        written(Kind.ENCRYPTED_FILE.maker.apply(this));
        EncryptionKeys rotated = EncryptionKeys.of(key("k2", 2), key("k1", 1));
        TokenStore store = SingleFileTokenStore.encrypted(place.resolve("f"), "cache", rotated, options());

        store.update("cache", present -> present.orElseThrow());
        byte[] rewritten = Files.readAllBytes(place.resolve("f"));
        store.update("cache", present -> present.orElseThrow());

        assertThat(new String(rewritten, StandardCharsets.ISO_8859_1)).contains("k2");
        assertThat(Files.readAllBytes(place.resolve("f"))).isEqualTo(rewritten);
        assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
    }

    /** A file that others write in place. */
    @Nested
    class WhileSomebodyElseIsWriting {

        /** The clock of a file server makes the stamp. */
        @ParameterizedTest
        @ValueSource(longs = {0, -2, 2, -3_600, 3_600})
        void aFileThatIsBeingWrittenIsWaitedForAndNotSetAside(long secondsAhead) throws Exception {
            TokenStore store = shared();
            Files.write(place.resolve("f"), Arrays.copyOf(DOCUMENT, 10));
            Files.setLastModifiedTime(
                    place.resolve("f"), FileTime.from(Instant.now().plusSeconds(secondsAhead)));
            Thread writer = new Thread(() -> finishAfter(Duration.ofMillis(300)));
            writer.start();

            assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);

            writer.join();
            assertThat(events.events()).isEmpty();
        }

        /** As the program from which the file is being taken over. */
        @Test
        void aFileOfOnesOwnThatIsBeingWrittenIsWaitedForAndNotSetAside() throws Exception {
            TokenStore store = Kind.OWN_FILE.maker.apply(SetAsideTest.this);
            Files.createFile(place.resolve("f"));
            Thread writer = new Thread(() -> finishAfter(Duration.ofMillis(300)));
            writer.start();

            assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);

            writer.join();
            assertThat(events.events()).isEmpty();
        }

        @Test
        void aFileThatTheHolderOfTheirLockIsWritingIsWaitedForAndNotSetAside() throws Exception {
            TokenStore store = shared();
            Path theirs = Files.writeString(place.resolve("f.lockfile"), "4711 program");
            lay(Arrays.copyOf(DOCUMENT, 10));
            Thread writer = new Thread(() -> {
                finishAfter(Duration.ofMillis(300));
                deleteQuietly(theirs);
            });
            writer.start();

            assertThat(store.read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);

            writer.join();
            assertThat(events.events()).isEmpty();
        }

        @Test
        void whatStaysHalfForASecondIsSetAside() throws Exception {
            TokenStore store = shared();
            Files.write(place.resolve("f"), Arrays.copyOf(DOCUMENT, 10));

            assertThat(store.read("cache")).isEmpty();

            assertThat(events.named("store.set_aside")).hasSize(1);
        }

        /** MSAL for Node begins with one, and does not expect it to go. */
        @Test
        void anEmptyFileIsNothingAndStaysUntilThereIsSomethingToWrite() throws Exception {
            Path file = Files.createFile(place.resolve("f"));

            assertThat(shared().read("cache")).isEmpty();
            assertThat(file).isEmptyFile();
            assertThat(place.resolve("f.lock")).doesNotExist();

            shared().update("cache", present -> {
                assertThat(present).isEmpty();
                return DOCUMENT;
            });
            assertThat(shared().read("cache").orElseThrow().bytes()).isEqualTo(DOCUMENT);
            assertThat(events.events()).isEmpty();
        }

        @Test
        void theirLockIsThereWhileAChangeIsMadeAndGoneAfterwards() throws Exception {
            shared().update("cache", present -> {
                assertThat(place.resolve("f.lockfile")).exists();
                return DOCUMENT;
            });

            assertThat(place.resolve("f.lockfile")).doesNotExist();
            assertThatThrownBy(() -> shared().update("cache", present -> {
                        throw new IOException("scripted");
                    }))
                    .hasMessage("scripted");
            assertThat(place.resolve("f.lockfile")).doesNotExist();
        }

        @Test
        void theirLockEndsTheWaitAndIsNotTakenAway() throws Exception {
            Path theirs = Files.writeString(place.resolve("f.lockfile"), "4711 program");
            TokenStore hasty = SingleFileTokenStore.sharedWithMsalExtensions(
                    place.resolve("f"), "cache", new FakeJsonCodec(), options().lockPatience(Duration.ofMillis(100)));

            assertThatThrownBy(() -> hasty.update("cache", present -> DOCUMENT))
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessageContaining("f.lockfile for more than 100 ms");
            assertThat(theirs).hasContent("4711 program");
        }

        /** MSAL for Node deletes a lock that is not its own; the next one to come takes it. */
        @Test
        void aLockThatIsAnothersByNowStays() throws Exception {
            Path lock = place.resolve("f.lockfile");

            shared().update("cache", present -> {
                Files.writeString(lock, "4711 program");
                return DOCUMENT;
            });

            assertThat(lock).hasContent("4711 program");
        }

        @Test
        void aLockThatOneOfOursLeftWhenItWasKilledIsTakenOverAtOnce() throws Exception {
            byte[][] ours = new byte[1][];
            shared().update("cache", present -> {
                ours[0] = Files.readAllBytes(place.resolve("f.lockfile"));
                return DOCUMENT;
            });
            Files.write(place.resolve("f.lockfile"), ours[0]);
            TokenStore hasty = SingleFileTokenStore.sharedWithMsalExtensions(
                    place.resolve("f"), "cache", new FakeJsonCodec(), options().lockPatience(Duration.ZERO));

            hasty.update("cache", present -> DOCUMENT);

            assertThat(place.resolve("f.lockfile")).doesNotExist();
        }

        @Test
        void whatIsWrittenIsStampedLaterThanAnyReaderCanHaveNoted() throws Exception {
            shared().update("cache", present -> DOCUMENT);

            assertThat(Files.getLastModifiedTime(place.resolve("f")).toInstant())
                    .isAfter(Instant.now());
        }

        private void finishAfter(Duration pause) {
            try {
                Thread.sleep(pause.toMillis());
                Files.write(place.resolve("f"), DOCUMENT);
            } catch (IOException | InterruptedException failed) {
                throw new AssertionError(failed);
            }
        }

        private static void deleteQuietly(Path theirs) {
            try {
                Files.delete(theirs);
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        }
    }

    private FileStoreOptions options() {
        return FileStoreOptions.defaults().events(events);
    }

    private TokenStore shared() {
        return SingleFileTokenStore.sharedWithMsalExtensions(
                place.resolve("f"), "cache", new FakeJsonCodec(), options());
    }

    private static EncryptionKeys keys(String id, int fill) {
        return EncryptionKeys.of(key(id, fill));
    }

    private static EncryptionKey key(String id, int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new EncryptionKey(id, bytes);
    }

    private byte[] written(TokenStore store) throws IOException {
        store.update("cache", present -> DOCUMENT);
        return Files.readAllBytes(file());
    }

    /** Puts bytes where the store keeps the partition, written long ago. */
    private void lay(byte[] bytes) throws IOException {
        Path file = file();
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }

    private Path file() throws IOException {
        Path single = place.resolve("f");
        Path inDirectory = place.resolve(PartitionFileName.of("cache"));
        return Files.exists(place.resolve("tokens.lock")) ? inDirectory : single;
    }

    private void assertSetAside(byte[] bytes) throws IOException {
        assertThat(file()).doesNotExist();
        List<Path> aside = setAside();
        assertThat(aside).hasSize(1);
        assertThat(Files.readAllBytes(aside.get(0))).isEqualTo(bytes);
        Files.delete(aside.get(0));
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().contains(".set-aside-"))
                    .toList();
        }
    }
}
