package io.openmsal.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/** The places of a cache, one after the other and round again; each thread begins somewhere else. */
@State(Scope.Thread)
public class Steps {

    private int places;
    private int place;

    /** Goes to this thread's beginning. */
    @Setup(Level.Trial)
    public void prepare(BenchmarkParams benchmark, ThreadParams thread) {
        places = Integer.parseInt(benchmark.getParam("cached"));
        place = (int) ((long) places * thread.getThreadIndex() / thread.getThreadCount());
    }

    int next() {
        place = place + 1 == places ? 0 : place + 1;
        return place;
    }
}
