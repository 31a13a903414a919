package io.openmsal.benchmarks.store;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some processes write to one store at once; one after another is killed at a random moment, and another takes its place. After each
 * kill the file is read: it has to read, and to hold every token that any of them acknowledged. And each writer has to find in it what it
 * and those before it of its name acknowledged, so that what was lost shows even when something else has taken its place since.
 */
public final class KilledWriters {

    private static final int LONGEST_LIFE_MILLIS = 60;

    private final Class<?> program;
    private final StoreKind kind;
    private final Path place;
    private final Random random;
    private final List<WriterProcess> writers = new ArrayList<>();
    private final List<Acknowledgements> acknowledgements = new ArrayList<>();
    private final Tally tally = new Tally();
    private final AtomicInteger setAside = new AtomicInteger();
    private final TokenStore store;
    private long slowestStart;

    private KilledWriters(Class<?> program, StoreKind kind, Path place, long seed) {
        this.program = program;
        this.kind = kind;
        this.place = place;
        this.random = new Random(seed);
        this.store = kind.in(place, event -> setAside.incrementAndGet());
    }

    /** What came out. */
    record Outcome(int kills, long tokens, long slowestStartMillis) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d kills, %d tokens stored, none that was acknowledged lost, every read whole, nothing set aside;"
                            + " the slowest of the new writers had its first token stored after %d ms",
                    kills,
                    tokens,
                    slowestStartMillis);
        }
    }

    /**
     * Runs and prints what came out.
     *
     * @param arguments the kind of the store (directory, single, encrypted or shared), how many writers, how many kills, and a seed
     */
    public static void main(String[] arguments) throws Exception {
        Path place = Files.createTempDirectory("openmsal-killed-writers");
        System.out.println(run(
                Writer.class,
                StoreKind.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
                place,
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3])));
    }

    static Outcome run(Class<?> program, StoreKind kind, Path place, int writers, int kills, long seed)
            throws IOException, InterruptedException {
        KilledWriters run = new KilledWriters(program, kind, place, seed);
        try {
            return run.run(writers, kills);
        } finally {
            for (WriterProcess writer : run.writers) {
                writer.kill();
            }
        }
    }

    private Outcome run(int count, int kills) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            acknowledgements.add(new Acknowledgements(name(i)));
            writers.add(started(i));
        }
        for (WriterProcess writer : writers) {
            awaitBeginning(writer);
        }
        for (int kill = 0; kill < kills; kill++) {
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            int victim = random.nextInt(count);
            awaitBeginning(writers.get(victim));
            writers.get(victim).kill();
            check();
            writers.set(victim, started(victim));
        }
        for (WriterProcess writer : writers) {
            awaitBeginning(writer);
        }
        for (WriterProcess writer : writers) {
            writer.kill();
        }
        check();
        long tokens = stored().values().stream().mapToLong(Long::longValue).sum();
        return new Outcome(kills, tokens, slowestStart);
    }

    private WriterProcess started(int writer) throws IOException {
        return new WriterProcess(program, kind, place, name(writer), acknowledgements.get(writer));
    }

    /** A writer that is killed before its first token tells nothing about the lock. */
    private void awaitBeginning(WriterProcess writer) throws InterruptedException {
        while (!writer.hasBegun()) {
            if (!writer.isAlive()) {
                throw new IllegalStateException("A writer ended by itself: it waited for a lock that nobody alive held,"
                        + " or could not read the file. What it said stands above.");
            }
            Thread.sleep(1);
        }
        slowestStart = Math.max(slowestStart, writer.firstMillis());
    }

    private void check() throws IOException {
        // before the file is read: what is acknowledged meanwhile need not be in it
        long[] acknowledged =
                acknowledgements.stream().mapToLong(Acknowledgements::last).toArray();
        Map<String, Long> stored = stored();
        for (int i = 0; i < acknowledged.length; i++) {
            acknowledgements.get(i).requireNothingLost();
            long found = stored.getOrDefault(name(i), 0L);
            if (found < acknowledged[i]) {
                throw new IllegalStateException("Token " + acknowledged[i] + " of " + name(i)
                        + " was acknowledged and is lost; there is " + found);
            }
        }
        if (setAside.get() > 0) {
            throw new IllegalStateException("A file was set aside");
        }
    }

    private Map<String, Long> stored() throws IOException {
        return tally.read(store.read(StoreKind.PARTITION)
                .orElseThrow(() -> new IOException("The file is gone"))
                .bytes());
    }

    private static String name(int writer) {
        return "writer-" + writer;
    }
}
