package io.openmsal.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Lists everybody who is signed in. Run it with {@code -p cached=10000}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class AccountList {

    /** This library. */
    @Benchmark
    public int ours(SilentHit.Ours cache) {
        return all(cache.app.accounts().size(), cache.cached);
    }

    /** msal4j. */
    @Benchmark
    public int msal4j(SilentHit.Msal4j cache) {
        return all(cache.app.getAccounts().join().size(), cache.cached);
    }

    private static int all(int listed, int expected) {
        if (listed != expected) {
            throw new AssertionError(listed + " accounts were listed, not " + expected);
        }
        return listed;
    }
}
