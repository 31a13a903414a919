package io.openmsal.testing.store;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A working {@link TokenStore} in memory that fails, hangs or is overtaken by another writer when told, and counts what it
 * was asked. Safe for many threads.
 */
public final class FakeTokenStore implements TokenStore {

    private final ConcurrentMap<String, StoredPartition> partitions = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Optional<Duration>> needs = new ConcurrentHashMap<>();
    private final AtomicLong lastVersion = new AtomicLong();
    private final Queue<IOException> readFailures = new ConcurrentLinkedQueue<>();
    private final Queue<IOException> updateFailures = new ConcurrentLinkedQueue<>();
    private final Queue<PartitionChange> overtaking = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger updates = new AtomicInteger();
    private final AtomicInteger deletes = new AtomicInteger();
    private volatile @Nullable CountDownLatch gate;

    /** Makes an empty store. */
    public FakeTokenStore() {}

    /**
     * Puts content where another process would have: without being counted, delayed or failed.
     *
     * @param partition the partition
     * @param bytes its content; copied
     * @return this
     */
    public FakeTokenStore put(String partition, byte[] bytes) {
        partitions.put(checked(partition), stored(bytes));
        return this;
    }

    /**
     * Looks without being counted, delayed or failed.
     *
     * @param partition the partition
     * @return a copy of what is stored
     * @throws AssertionError when nothing is
     */
    public byte[] content(String partition) {
        StoredPartition stored = partitions.get(checked(partition));
        if (stored == null) {
            throw new AssertionError(
                    "Nothing is stored in that partition; there are " + partitions.size() + " other ones");
        }
        return stored.bytes();
    }

    /**
     * What the last {@link #update} said of its content, see {@link PartitionChange#neededFor}. The content stays all the same.
     *
     * @param partition the partition
     * @return for how long it is needed, counted from that update; empty when no end was said, or nobody has updated it
     */
    public Optional<Duration> neededFor(String partition) {
        return needs.getOrDefault(checked(partition), Optional.empty());
    }

    /**
     * Lets the next {@link #read} that has not been spoken for fail.
     *
     * @param failure what is thrown
     * @return this
     */
    public FakeTokenStore failNextRead(IOException failure) {
        readFailures.add(Objects.requireNonNull(failure, "failure"));
        return this;
    }

    /**
     * Lets the next {@link #update}, {@link #delete} or {@link #deleteUnchanged} that has not been spoken for fail, before anything is changed.
     *
     * @param failure what is thrown
     * @return this
     */
    public FakeTokenStore failNextWrite(IOException failure) {
        updateFailures.add(Objects.requireNonNull(failure, "failure"));
        return this;
    }

    /**
     * Lets another writer come between the reading and the writing of the next {@link #update} that has not been spoken for.
     * That update then applies its change once more, to what the other one wrote.
     *
     * @param change what the other writer does
     * @return this
     */
    public FakeTokenStore overtakeNextUpdate(PartitionChange change) {
        overtaking.add(Objects.requireNonNull(change, "change"));
        return this;
    }

    /**
     * Lets every call hang until a latch is open. An interrupted call ends with {@link InterruptedIOException}.
     *
     * @param latch what is waited for
     * @return this
     */
    public FakeTokenStore hangUntil(CountDownLatch latch) {
        gate = Objects.requireNonNull(latch, "latch");
        return this;
    }

    @Override
    public Optional<StoredPartition> read(String partition) throws IOException {
        checked(partition);
        reads.incrementAndGet();
        passGate();
        failFrom(readFailures);
        return Optional.ofNullable(partitions.get(partition));
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        checked(partition);
        updates.incrementAndGet();
        passGate();
        failFrom(updateFailures);
        while (true) {
            StoredPartition present = partitions.get(partition);
            StoredPartition next = stored(change.apply(bytes(present)));
            PartitionChange other = overtaking.poll();
            if (other != null) {
                partitions.put(partition, stored(other.apply(bytes(present))));
            }
            boolean stored = present == null
                    ? partitions.putIfAbsent(partition, next) == null
                    : partitions.replace(partition, present, next);
            if (stored) {
                needs.put(partition, change.neededFor());
                return next;
            }
        }
    }

    @Override
    public void delete(String partition) throws IOException {
        checked(partition);
        deletes.incrementAndGet();
        passGate();
        failFrom(updateFailures);
        partitions.remove(partition);
    }

    @Override
    public boolean deleteUnchanged(String partition, String version) throws IOException {
        checked(partition);
        deletes.incrementAndGet();
        passGate();
        failFrom(updateFailures);
        StoredPartition present = partitions.get(partition);
        return present != null && present.version().equals(version) && partitions.remove(partition, present);
    }

    @Override
    public Set<String> partitions() throws IOException {
        passGate();
        return Set.copyOf(partitions.keySet());
    }

    /**
     * How often {@link #read} was called, failures included.
     *
     * @return the number since it was made
     */
    public int reads() {
        return reads.get();
    }

    /**
     * How often {@link #update} was called, failures included.
     *
     * @return the number since it was made
     */
    public int updates() {
        return updates.get();
    }

    /**
     * How often {@link #delete} and {@link #deleteUnchanged} were called, failures included.
     *
     * @return the number since it was made
     */
    public int deletes() {
        return deletes.get();
    }

    /** Counts, no content. */
    @Override
    public String toString() {
        return "fake store, " + partitions.size() + " partitions, " + reads + " reads, " + updates + " updates, "
                + deletes + " deletes";
    }

    private void passGate() throws IOException {
        CountDownLatch closed = gate;
        if (closed == null) {
            return;
        }
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the fake store was told to hang");
        }
    }

    private static void failFrom(Queue<IOException> failures) throws IOException {
        IOException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private StoredPartition stored(byte[] bytes) {
        return new StoredPartition(bytes, Long.toString(lastVersion.incrementAndGet()));
    }

    private static Optional<byte[]> bytes(@Nullable StoredPartition stored) {
        return Optional.ofNullable(stored).map(StoredPartition::bytes);
    }

    private static String checked(String partition) {
        if (!partition.matches("[A-Za-z0-9._@~-]{1,200}")) {
            throw new IllegalArgumentException("Not a partition name as TokenStore.read describes it");
        }
        return partition;
    }
}
