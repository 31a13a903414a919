package io.openmsal.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
 * The floor under every cache: one look-up in the JDK's own map, by an equal key, of as many and as long tokens. What it takes
 * longer for many than for one is the memory's latency on the machine of the day.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class MapLookup {

    /** The map. */
    @State(Scope.Benchmark)
    public static class Filled {

        /** How many tokens. */
        @Param({"1", "1000", "100000"})
        public int cached;

        final Map<String, String> tokens = new ConcurrentHashMap<>();
        String[] keys = new String[0];

        /** Fills the map. */
        @Setup
        public void fill() {
            keys = new String[cached];
            Arrays.setAll(keys, FakeEntra::tenantId);
            new Walk(cached).comeBy(place -> tokens.put(FakeEntra.tenantId(place), FakeEntra.refreshToken(place)));
        }
    }

    /** One look-up. */
    @Benchmark
    public String floor(Filled map, Steps steps) {
        return Objects.requireNonNull(map.tokens.get(map.keys[steps.next()]));
    }
}
