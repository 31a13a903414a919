package io.openmsal.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What a compiled hit allocates, which is no matter of how fast the machine is: whoever puts a step too many on the way of a hit finds out at
 * once. Each run also fails when a hit gives another token, sends something, or reads JSON.
 */
@Timeout(300)
class HitAllocationTest {

    /** A compiler that was late, or that chose otherwise, gets another go; a step too many is there each time. */
    private static final int RUNS = 3;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SilentHit.ours",
                "SilentHit.oursForFewer",
                "AppTokenHit.ours",
                "AppTokenHit.oursForFewer",
                "OnBehalfOfHit.ours",
                "OnBehalfOfHit.oursForFewer"
            })
    void isWithinWhatIsPromised(String hit, @TempDir Path logs) throws RunnerException {
        double least = measured(hit, logs);
        for (int run = 1; run < RUNS && least > Figures.MOST_BYTES; run++) {
            least = Math.min(least, measured(hit, logs));
        }

        assertThat(least).isBetween(1.0, Figures.MOST_BYTES);
    }

    private static double measured(String hit, Path logs) throws RunnerException {
        // which is there for times: two runs at once allocate as one does
        System.setProperty("jmh.ignoreLock", "true");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("\\." + hit.replace(".", "\\.") + "$")
                        .param("cached", "1000")
                        .forks(1)
                        .jvmArgsAppend("-Xms128m", "-Xmx512m", "-XX:-AlwaysPreTouch")
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .output(logs.resolve("log").toString())
                        .build())
                .run();
        return Figures.allocated(Figures.find(results, hit, "1000"));
    }
}
