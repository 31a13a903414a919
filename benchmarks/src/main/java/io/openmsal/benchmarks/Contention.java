package io.openmsal.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Counts how often the threads of a benchmark found a monitor taken by another. */
public final class Contention implements InternalProfiler {

    /** The name of the result. */
    static final String BLOCKED = "monitors.blocked";

    private long before;

    /** Made by JMH. */
    public Contention() {}

    @Override
    public String getDescription() {
        return "Counts monitors found taken by another thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = blocked();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return List.of(new ScalarResult(BLOCKED, blocked() - before, "times", AggregationPolicy.SUM));
    }

    private static long blocked() {
        long times = 0;
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false)) {
            if (thread.getThreadName().contains("jmh-worker")) {
                times += thread.getBlockedCount();
            }
        }
        return times;
    }
}
