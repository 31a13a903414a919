package io.openmsal.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/** The numbers of a {@link Walk}'s steps, one after the other and round again; each thread begins somewhere else. */
@State(Scope.Thread)
public class Steps {

    private int last;
    private int step;

    /** Goes to this thread's beginning. */
    @Setup(Level.Trial)
    public void prepare(BenchmarkParams benchmark, ThreadParams thread) {
        int steps = Walk.stepsFor(Integer.parseInt(benchmark.getParam("cached")));
        last = steps - 1;
        step = (int) ((long) steps * thread.getThreadIndex() / thread.getThreadCount());
    }

    int next() {
        step = (step + 1) & last;
        return step;
    }
}
