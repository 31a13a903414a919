package io.openmsal.benchmarks.store;

import io.openmsal.port.event.EventSink;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A process that stores one token after another until it is killed. Acknowledges each by a line with its number, once it is stored;
 * the first line also says how many milliseconds that one took.
 */
final class Writer {

    private Writer() {}

    /**
     * Writes.
     *
     * @param arguments the kind of the store, its place, and the name of this writer
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        write(StoreKind.valueOf(arguments[0]).in(Path.of(arguments[1]), EventSink.none()), arguments[2]);
    }

    /** Writes to a store under a name, and does not return. */
    static void write(TokenStore store, String name) throws IOException, InterruptedException {
        Tally tally = new Tally();
        long start = System.nanoTime();
        acknowledge(tally, store, name, start);
        while (true) {
            Thread.sleep(ThreadLocalRandom.current().nextLong(10));
            acknowledge(tally, store, name, start);
        }
    }

    private static void acknowledge(Tally tally, TokenStore store, String name, long start) throws IOException {
        StoredPartition stored = store.update(StoreKind.PARTITION, present -> tally.with(present, name));
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Long number = Objects.requireNonNull(tally.read(stored.bytes()).get(name));
        System.out.println(String.format(Locale.ROOT, "%d %d", number, took));
        System.out.flush();
    }
}
