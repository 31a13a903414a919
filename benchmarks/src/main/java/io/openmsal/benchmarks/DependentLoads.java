package io.openmsal.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the memory of the machine of the day takes, without any computing: objects, each found through the one before, spread
 * over a heap as large as a filled cache's. A hit waits for the first, which is the caller's own account or tenant, and then for rows
 * that lie close together.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class DependentLoads {

    private static final int BESIDE = 1_500;

    /** One object of a row, with what lies beside a token in a cache: its text. */
    private static final class Step {

        final byte[] beside = new byte[BESIDE];

        /** Zero, which is known only by looking. */
        final int nothing;

        final @Nullable Step next;

        Step(int nothing, @Nullable Step next) {
            this.nothing = nothing;
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
                    first[i] = new Step(0, first[i]);
                }
            }
            System.gc();
            first = new Walk(cached).inOrder(first);
        }
    }

    /** One thread's walk, on which each step depends on the one before. */
    @State(Scope.Thread)
    public static class Chain {
        private int last;

        /** The next row, which waits for the end of the one before: no two are read at a time. */
        int after(Steps steps) {
            return steps.next() + last;
        }

        Object arriveAt(Step end) {
            last = end.nothing;
            return end.beside;
        }
    }

    /** The caller's own object. */
    @Benchmark
    public Object one(Filled rows, Chain chain, Steps steps) {
        return chain.arriveAt(rows.first[chain.after(steps)]);
    }

    /** One more. */
    @Benchmark
    public Object two(Filled rows, Chain chain, Steps steps) {
        return chain.arriveAt(rows.first[chain.after(steps)].following());
    }

    /** And another. */
    @Benchmark
    public Object three(Filled rows, Chain chain, Steps steps) {
        return chain.arriveAt(rows.first[chain.after(steps)].following().following());
    }
}
