package io.openmsal.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import io.openmsal.port.store.UnreadablePartitionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link TokenStore} does. Extend it, say which store, and run it with JUnit. */
public abstract class TokenStoreContract {

    private TokenStore store;
    private String partition;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // set before each test
    protected TokenStoreContract() {}

    /**
     * The store under test.
     *
     * @return a new one, over a place that is empty
     * @throws Exception when it cannot be made
     */
    protected abstract TokenStore store() throws Exception;

    /**
     * A second store over the same place, as another process would make it.
     *
     * @param first what {@link #store()} gave for this test
     * @return by default the first one itself
     * @throws Exception when it cannot be made
     */
    protected TokenStore another(TokenStore first) throws Exception {
        return first;
    }

    /**
     * The same kind of store around another one, where it is of a kind that is: one that encrypts, counts or tells. What it does not care for itself it
     * passes on.
     *
     * @param inner the store behind it
     * @return by default nothing
     */
    protected Optional<TokenStore> around(TokenStore inner) {
        return Optional.empty();
    }

    /**
     * Names to store under.
     *
     * @return by default a selection of all the port allows; a store of one partition gives its one name
     */
    protected List<String> partitionNames() {
        return List.of(
                "app-1",
                "App-1",
                "APP-1",
                "0",
                ".",
                "..",
                "~",
                "-rf",
                "nul",
                "con.tokens",
                "dot.",
                "uid.utid@login.example.com~cid_9188040d-6c67-4c5b-b112-36a304b66dad",
                "x".repeat(200),
                "X".repeat(200));
    }

    /**
     * Lays into a partition what the store cannot read, past the store: as somebody else would, or the loss of a key.
     *
     * @param partition the partition, in which nothing is
     * @return whether it was laid; by default it is not, as where all bytes are content, or where what is none is set aside
     * @throws Exception when it cannot be laid
     */
    protected boolean layBeyondReading(String partition) throws Exception {
        return false;
    }

    @BeforeEach
    void makeStore() throws Exception {
        store = store();
        partition = partitionNames().get(0);
    }

    /** A partition nobody has written. */
    @Nested
    class WhenNothingIsStored {

        @Test
        void readingFindsNothing() throws Exception {
            assertThat(store.read(partition)).isEmpty();
            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void deletingDoesNothing() throws Exception {
            store.delete(partition);

            assertThat(store.read(partition)).isEmpty();
        }

        @Test
        void anUpdateIsGivenNothingAndCreates() throws Exception {
            StoredPartition stored = store.update(partition, present -> {
                assertThat(present).isEmpty();
                return bytes("one");
            });

            assertThat(stored.bytes()).isEqualTo(bytes("one"));
            assertThat(read(store)).isEqualTo("one");
            assertThat(store.partitions()).containsExactly(partition);
        }

        @Test
        void aChangeThatThrowsCreatesNothing() throws Exception {
            IOException failure = new IOException("scripted");

            assertThatThrownBy(() -> store.update(partition, present -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(store.read(partition)).isEmpty();
            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void contentMayBeEmptyWhichIsNotTheSameAsAbsent() throws Exception {
            write(store, "");

            assertThat(read(store)).isEmpty();
            assertThat(store.partitions()).containsExactly(partition);
        }
    }

    /** A partition with content. */
    @Nested
    class WhenSomethingIsStored {

        @BeforeEach
        void storeOne() throws Exception {
            write(store, "one");
        }

        @Test
        void anUpdateIsGivenTheContentAndReplacesIt() throws Exception {
            StoredPartition stored = store.update(partition, present -> bytes(text(present.orElseThrow()) + " two"));

            assertThat(text(stored.bytes())).isEqualTo("one two");
            assertThat(read(store)).isEqualTo("one two");
        }

        @Test
        void anotherStoreOverTheSamePlaceSeesIt() throws Exception {
            TokenStore another = another(store);

            assertThat(read(another)).isEqualTo("one");
            write(another, "two");

            assertThat(read(store)).isEqualTo("two");
        }

        @Test
        void theVersionStaysWhileTheContentDoes() throws Exception {
            String version = version();

            assertThat(version()).isEqualTo(version);
            assertThat(another(store).read(partition).orElseThrow().version()).isEqualTo(version);
        }

        @Test
        void theVersionOfAnUpdateIsTheOneReadNext() throws Exception {
            StoredPartition stored = store.update(partition, present -> bytes("two"));

            assertThat(version()).isEqualTo(stored.version());
        }

        @Test
        void theVersionChangesWithTheContent() throws Exception {
            String one = version();
            write(store, "two");
            String two = version();
            store.delete(partition);
            write(store, "three");

            assertThat(List.of(one, two, version())).doesNotHaveDuplicates();
        }

        @Test
        void aChangeThatThrowsLeavesItAsItWas() throws Exception {
            String version = version();
            for (Exception failure :
                    new Exception[] {new IOException("scripted"), new IllegalStateException("scripted")}) {
                assertThatThrownBy(() -> store.update(partition, present -> {
                            if (failure instanceof IOException checked) {
                                throw checked;
                            }
                            throw (RuntimeException) failure;
                        }))
                        .isSameAs(failure);
            }

            assertThat(read(store)).isEqualTo("one");
            assertThat(version()).isEqualTo(version);
            write(store, "two");
            assertThat(read(store)).isEqualTo("two");
        }

        @Test
        void deletingForgetsIt() throws Exception {
            store.delete(partition);

            assertThat(store.read(partition)).isEmpty();
            assertThat(another(store).read(partition)).isEmpty();
            assertThat(store.partitions()).isEmpty();
        }

        @Test
        void itCanBeWrittenAgainAfterItWasDeleted() throws Exception {
            store.delete(partition);

            write(store, "two");

            assertThat(read(store)).isEqualTo("two");
        }

        @Test
        void everyArrayIsACopy() throws Exception {
            byte[] given = bytes("two");
            StoredPartition stored = store.update(partition, present -> {
                Arrays.fill(present.orElseThrow(), (byte) 0);
                return given;
            });

            Arrays.fill(given, (byte) 0);
            Arrays.fill(stored.bytes(), (byte) 0);
            Arrays.fill(store.read(partition).orElseThrow().bytes(), (byte) 0);

            assertThat(text(stored.bytes())).isEqualTo("two");
            assertThat(read(store)).isEqualTo("two");
        }

        @Test
        void aChangeThatSpoilsItsInputAndThrowsSpoilsNothingStored() throws Exception {
            assertThatThrownBy(() -> store.update(partition, present -> {
                        Arrays.fill(present.orElseThrow(), (byte) 0);
                        throw new IOException("scripted");
                    }))
                    .isInstanceOf(IOException.class);

            assertThat(read(store)).isEqualTo("one");
        }

        @Test
        void theSetOfPartitionsIsASnapshot() throws Exception {
            var partitions = store.partitions();

            store.delete(partition);

            assertThat(partitions).containsExactly(partition).isUnmodifiable();
        }

        @Test
        void noTextShowsTheContent() throws Exception {
            write(store, "secret-content");

            assertThat(store.toString()).doesNotContain("secret");
            assertThat(store.read(partition).orElseThrow().toString()).doesNotContain("secret");
        }

        private String version() throws IOException {
            return store.read(partition).orElseThrow().version();
        }
    }

    /** For how long content is needed, which stores that forget by themselves ask. */
    @Nested
    class WhenAnEndIsSaid {

        @Test
        void theContentIsStoredAsAnyOtherAndNobodyAsksBeforeItIsMade() throws Exception {
            store.update(partition, new Needed("one"));

            assertThat(read(store)).isEqualTo("one");
            assertThat(read(another(store))).isEqualTo("one");
        }

        @Test
        void aStoreAroundAnotherPassesItOn() throws Exception {
            FakeTokenStore inner = new FakeTokenStore();
            Optional<TokenStore> decorator = around(inner);
            if (!decorator.isPresent()) {
                return;
            }
            decorator.get().update(partition, new Needed("one"));
            assertThat(inner.neededFor(partition)).contains(Needed.TIME);

            write(decorator.get(), "two");
            assertThat(inner.neededFor(partition)).isEmpty();
        }
    }

    /** Makes content that is needed for an hour, and knows so once it has made it. */
    private static final class Needed implements PartitionChange {

        static final Duration TIME = Duration.ofHours(1);

        private final String content;
        private boolean made;

        Needed(String content) {
            this.content = content;
        }

        @Override
        public byte[] apply(Optional<byte[]> present) {
            made = true;
            return bytes(content);
        }

        @Override
        public Optional<Duration> neededFor() {
            assertThat(made).as("what is asked for was made").isTrue();
            return Optional.of(TIME);
        }
    }

    /** Deleting what has been read, and nothing that came since. */
    @Nested
    class WhenItIsDeletedAsItWasRead {

        private String version;

        @BeforeEach
        void storeOne() throws Exception {
            write(store, "one");
            version = store.read(partition).orElseThrow().version();
        }

        @Test
        void itIsGone() throws Exception {
            assertThat(store.deleteUnchanged(partition, version)).isTrue();

            assertThat(another(store).read(partition)).isEmpty();
            assertThat(store.partitions()).isEmpty();
            assertThat(store.deleteUnchanged(partition, version)).isFalse();
        }

        @Test
        void theVersionOfAnUpdateServes() throws Exception {
            StoredPartition stored = store.update(partition, present -> bytes("two"));

            assertThat(store.deleteUnchanged(partition, stored.version())).isTrue();
            assertThat(store.read(partition)).isEmpty();
        }

        @Test
        void whatAnotherHasWrittenSinceStays() throws Exception {
            write(another(store), "two");

            assertThat(store.deleteUnchanged(partition, version)).isFalse();
            assertThat(read(store)).isEqualTo("two");
        }

        @Test
        void itCanBeWrittenAgain() throws Exception {
            store.deleteUnchanged(partition, version);

            write(store, "two");

            assertThat(read(store)).isEqualTo("two");
        }

        @Test
        void whatNeverWasIsNotDeleted() throws Exception {
            store.delete(partition);

            assertThat(store.deleteUnchanged(partition, version)).isFalse();
            assertThat(store.deleteUnchanged(partition, "")).isFalse();
        }
    }

    /** Otherwise everybody would have to do without the store for one person's sake, and that one could not sign out. */
    @Test
    void whatIsBeyondReadingIsSaidOfItAloneAndDeletedUnread() throws Exception {
        if (layBeyondReading(partition)) {
            assertThatThrownBy(() -> store.read(partition)).isInstanceOf(UnreadablePartitionException.class);
            assertThatThrownBy(() -> write(store, "one")).isInstanceOf(UnreadablePartitionException.class);
        }

        store.delete(partition);

        assertThat(store.read(partition)).isEmpty();
        write(store, "two");
        assertThat(read(store)).isEqualTo("two");
    }

    /** Names. */
    @Nested
    class Partitions {

        @Test
        void theyAreIndependentAlsoWhenTheirNamesDifferInCaseAlone() throws Exception {
            for (String name : partitionNames()) {
                store.update(name, present -> {
                    assertThat(present).as("present in %s", name).isEmpty();
                    return bytes("of " + name);
                });
            }

            for (String name : partitionNames()) {
                assertThat(text(store.read(name).orElseThrow().bytes())).isEqualTo("of " + name);
            }
            assertThat(store.partitions()).containsExactlyInAnyOrderElementsOf(partitionNames());
            assertThat(another(store).partitions()).containsExactlyInAnyOrderElementsOf(partitionNames());
        }

        @Test
        void aStoreOfOneSaysSo() {
            List<String> names = partitionNames();

            assertThat(store.onlyPartition())
                    .isEqualTo(names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty());
        }

        @Test
        void deletingOneLeavesTheOthers() throws Exception {
            for (String name : partitionNames()) {
                store.update(name, present -> bytes("x"));
            }

            store.delete(partition);

            assertThat(store.partitions()).hasSize(partitionNames().size() - 1).doesNotContain(partition);
        }

        @ParameterizedTest
        @MethodSource("io.openmsal.testing.store.TokenStoreContract#invalidNames")
        void anyOtherNameIsRefusedEverywhere(String name) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.read(name));
            assertThatIllegalArgumentException().isThrownBy(() -> store.update(name, present -> new byte[0]));
            assertThatIllegalArgumentException().isThrownBy(() -> store.delete(name));
            assertThatIllegalArgumentException().isThrownBy(() -> store.deleteUnchanged(name, "1"));
        }
    }

    static List<String> invalidNames() {
        return List.of(
                "",
                " ",
                "a b",
                "../a",
                "a/b",
                "a\\b",
                "a:b",
                "a*",
                "a\n",
                "a\u0000",
                "\u00e4",
                "\u212a",
                "a+1",
                "x".repeat(201));
    }

    /** Size. */
    @Test
    void fiveMegabytesAreKept() throws Exception {
        byte[] large = new byte[5_000_000];
        new Random(1).nextBytes(large);

        store.update(partition, present -> large);

        assertThat(Arrays.equals(store.read(partition).orElseThrow().bytes(), large))
                .isTrue();
    }

    /** Many writers. */
    @Test
    void eightThreadsOverTwoStoresLoseNoUpdate() throws Exception {
        TokenStore another = another(store);

        Race.of(8, thread -> {
            TokenStore mine = thread % 2 == 0 ? store : another;
            for (int i = 0; i < 50; i++) {
                mine.update(partition, TokenStoreContract::incremented);
            }
        });

        assertThat(read(store)).isEqualTo("400");
    }

    /**
     * Writers beside those who delete what they have read. Each write adds one; whoever deletes takes down how many it deleted. Together
     * that is as many as were written, unless a deletion hit a write that it had not read.
     */
    @Test
    void aDeletionOfWhatWasReadNeverHitsWhatAnotherHasJustWritten() throws Exception {
        TokenStore another = another(store);
        AtomicInteger deleted = new AtomicInteger();

        Race.of(4, thread -> {
            TokenStore mine = thread % 2 == 0 ? store : another;
            for (int i = 0; i < 50; i++) {
                if (thread < 2) {
                    mine.update(partition, TokenStoreContract::incremented);
                } else {
                    deleted.addAndGet(deletedFrom(mine));
                }
            }
        });

        int left = store.read(partition)
                .map(stored -> Integer.parseInt(text(stored.bytes())))
                .orElse(0);
        assertThat(left + deleted.get()).isEqualTo(100);
    }

    private int deletedFrom(TokenStore where) throws IOException {
        Optional<StoredPartition> present = where.read(partition);
        return present.isPresent()
                        && where.deleteUnchanged(partition, present.get().version())
                ? Integer.parseInt(text(present.get().bytes()))
                : 0;
    }

    /** Readers beside writers. */
    @Test
    void aReaderNeverSeesHalfAnUpdate() throws Exception {
        write(store, "0".repeat(100_000));

        Race.of(4, thread -> {
            for (int i = 0; i < 25; i++) {
                if (thread == 0) {
                    write(store, String.valueOf(i % 10).repeat(100_000));
                } else {
                    assertThat(read(store)).hasSize(100_000).matches("(.)\\1*+");
                }
            }
        });
    }

    /**
     * Adds one to a number.
     *
     * @param present the number in decimal, or nothing for zero
     * @return the next one
     */
    protected static byte[] incremented(Optional<byte[]> present) {
        int count = present.map(bytes -> Integer.parseInt(text(bytes))).orElse(0);
        return bytes(Integer.toString(count + 1));
    }

    private void write(TokenStore where, String content) throws IOException {
        where.update(partition, present -> bytes(content));
    }

    private String read(TokenStore where) throws IOException {
        return text(where.read(partition).orElseThrow().bytes());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
