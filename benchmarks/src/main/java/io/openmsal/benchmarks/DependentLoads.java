package io.openmsal.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What the memory of the machine of the day takes, without any computing: three objects, each found through the one before, spread
 * over a heap as large as a filled cache's. A hit follows as many: the caller's account or tenant, its partition, its token.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class DependentLoads {

    private static final int BESIDE = 1_500;

    /** One object of a row, with what lies beside a token in a cache: its text. */
    private static final class Step {

        final byte[] beside = new byte[BESIDE];
        final int depth;
        final @Nullable Step next;

        Step(int depth, @Nullable Step next) {
            this.depth = depth;
            this.next = next;
        }

        Step following() {
            return Objects.requireNonNull(next);
        }
    }

    /** The objects. */
    @State(Scope.Benchmark)
    public static class Filled {

        /** How many rows of three. */
        @Param({"1", "1000", "100000"})
        public int cached;

        private Step[] first = new Step[0];

        /** Lays them out one kind after the other, so that no two of a row lie side by side. */
        @Setup
        public void fill() {
            first = new Step[cached];
            for (int depth = 0; depth < 3; depth++) {
                for (int i = 0; i < cached; i++) {
                    first[i] = new Step(depth, first[i]);
                }
            }
            System.gc();
        }
    }

    /** One thread's walk, on which each step depends on the one before. */
    @State(Scope.Thread)
    public static class Chain {
        Walk walk = new Walk(1, 0);
        int last;

        /** Writes down the walk. */
        @Setup(Level.Trial)
        public void prepare(Filled rows, ThreadParams thread) {
            walk = new Walk(rows.cached, thread.getThreadIndex());
        }
    }

    /** One row. */
    @Benchmark
    public Object three(Filled rows, Chain steps) {
        // the last of a row is of depth zero, and the place of the next row waits for it: no two rows are read at a
        // time
        Step third = rows.first[steps.walk.next() + steps.last].following().following();
        steps.last = third.depth;
        return third.beside;
    }
}
