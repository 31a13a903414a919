package io.openmsal.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/** One thread's walk over as many places as are cached, each thread on a way of its own. */
@State(Scope.Thread)
public class Steps {

    private Walk walk = new Walk(1, 0);

    /** Writes down the walk. */
    @Setup(Level.Trial)
    public void prepare(BenchmarkParams benchmark, ThreadParams thread) {
        walk = new Walk(Integer.parseInt(benchmark.getParam("cached")), thread.getThreadIndex());
    }

    int next() {
        return walk.next();
    }
}
