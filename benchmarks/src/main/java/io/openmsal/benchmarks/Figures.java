package io.openmsal.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of cache hits, of listing people and of saving tokens on both sides, and prints medians and ratios. */
public final class Figures {

    private static final String FLOOR = MapLookup.class.getSimpleName();
    private static final String LATENCY = DependentLoads.class.getSimpleName();
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final List<Integer> THREADS = List.of(1, 2, 16);

    /** Whose token a hit may be. */
    private static final List<String> HITS = List.of(
            SilentHit.class.getSimpleName(), AppTokenHit.class.getSimpleName(), OnBehalfOfHit.class.getSimpleName());

    /** The most that a hit of ours may allocate. */
    static final double MOST_BYTES = 300;

    private static final String LISTED = "10000";

    /** By how much listing people is faster than msal4j's. */
    private static final double LEAST_GAIN_OF_LISTING = 20;

    /** How much longer it takes to save a token among 10 000 people than among 10. */
    private static final double MOST_GROWTH_OF_SAVING = 1.5;

    private final Promises promises = new Promises();
    private final boolean quick;
    private final Path directory;

    private Figures(boolean quick, Path directory) {
        this.quick = quick;
        this.directory = directory;
    }

    /**
     * Runs all.
     *
     * @param args {@code quick} or {@code full}, and the directory for the JSON results and the logs
     * @throws RunnerException when a benchmark fails, or a hit gives a wrong token, sends a request or reads JSON
     * @throws IllegalStateException when a figure that does not depend on the hour is not as promised
     */
    public static void main(String[] args) throws RunnerException {
        Figures figures = new Figures(args[0].equals("quick"), Path.of(args[1]));
        figures.hits();
        figures.threads();
        figures.listing();
        figures.saving();
        figures.promises.requireKept();
    }

    private void hits() throws RunnerException {
        Collection<RunResult> results = run(
                "hits",
                options(SilentHit.class.getSimpleName(), AppTokenHit.class.getSimpleName(), FLOOR, LATENCY)
                        .include("\\." + OnBehalfOfHit.class.getSimpleName() + "\\.")
                        .addProfiler(GCProfiler.class));
        print(
                "| hit | cached | ours, ns | msal4j, ns | msal4j / ours | ours, against 1 cached | ours, B | msal4j, B |");
        print("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (String hit : HITS) {
            double alone = median(find(results, hit + ".ours", "1"));
            for (String cached : List.of("1", "1000", "100000")) {
                RunResult ours = find(results, hit + ".ours", cached);
                RunResult msal4j = find(results, hit + ".msal4j", cached);
                print(
                        "| %s | %s | %.0f | %.0f | %.1f | %.1f | %.0f | %.0f |",
                        hit,
                        cached,
                        median(ours),
                        median(msal4j),
                        median(msal4j) / median(ours),
                        median(ours) / alone,
                        allocatedWithinTheLimit(ours),
                        allocated(msal4j));
            }
            variant(results, hit + ", fewer scopes than granted", hit + ".oursForFewer", alone);
            if (hit.equals(SilentHit.class.getSimpleName())) {
                variant(results, hit + ", with the accounts of a list", hit + ".oursAsListed", alone);
                variant(results, hit + ", with the accounts of the sign-ins", hit + ".oursAsSignedIn", alone);
            }
        }
        floor(results, "one look-up in a ConcurrentHashMap", FLOOR + ".floor");
        floor(results, "one object somewhere in memory", LATENCY + ".one");
        floor(results, "two objects, one behind the other", LATENCY + ".two");
        floor(results, "three objects, one behind the other", LATENCY + ".three");
        print("");
    }

    private void variant(Collection<RunResult> results, String name, String benchmark, double alone) {
        for (String cached : List.of("1", "1000", "100000")) {
            RunResult ours = find(results, benchmark, cached);
            print(
                    "| %s | %s | %.0f | | | %.1f | %.0f | |",
                    name, cached, median(ours), median(ours) / alone, allocatedWithinTheLimit(ours));
        }
    }

    private static void floor(Collection<RunResult> results, String name, String benchmark) {
        double alone = median(find(results, benchmark, "1"));
        for (String cached : List.of("1", "1000", "100000")) {
            double taken = median(find(results, benchmark, cached));
            print("| %s | %s | %.0f | | | %.1f | | |", name, cached, taken, taken / alone);
        }
    }

    private double allocatedWithinTheLimit(RunResult ours) {
        return promises.atMost(
                MOST_BYTES, "bytes that " + ours.getParams().getBenchmark() + " allocates", allocated(ours));
    }

    /** How many bytes one call allocates. */
    static double allocated(RunResult result) {
        return secondary(result, ALLOCATED);
    }

    private void threads() throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (int threads : THREADS) {
            results.addAll(run(
                    "threads-" + threads,
                    options(SilentHit.class.getSimpleName(), AppTokenHit.class.getSimpleName())
                            .param("cached", "1000")
                            .mode(Mode.Throughput)
                            .threads(threads)
                            .addProfiler(Contention.class)));
        }
        print("| hit, 1 000 cached | threads | ours, hits/us | against 1 thread | monitors found taken"
                + " | msal4j, hits/us | against 1 thread | monitors found taken |");
        print("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (String hit : List.of(SilentHit.class.getSimpleName(), AppTokenHit.class.getSimpleName())) {
            List<RunResult> ours = every(results, hit + ".ours");
            List<RunResult> msal4j = every(results, hit + ".msal4j");
            for (int i = 0; i < THREADS.size(); i++) {
                print(
                        "| %s | %d | %.2f | %.2f | %.0f | %.2f | %.2f | %.0f |",
                        hit,
                        THREADS.get(i),
                        median(ours.get(i)) * 1000,
                        median(ours.get(i)) / median(ours.get(0)),
                        secondary(ours.get(i), Contention.BLOCKED),
                        median(msal4j.get(i)) * 1000,
                        median(msal4j.get(i)) / median(msal4j.get(0)),
                        secondary(msal4j.get(i), Contention.BLOCKED));
            }
        }
    }

    private void listing() throws RunnerException {
        String list = AccountList.class.getSimpleName();
        Collection<RunResult> results = run("listing", options(list).param("cached", LISTED));
        double ours = median(find(results, list + ".ours", LISTED));
        double msal4j = median(find(results, list + ".msal4j", LISTED));
        print("");
        print("| | cached | ours, us | msal4j, us | msal4j / ours | promised |");
        print("|---|--:|--:|--:|--:|--:|");
        print(
                "| listing people | %s | %.0f | %.0f | %.1f | %.0f |",
                LISTED,
                ours,
                msal4j,
                promises.atLeast(LEAST_GAIN_OF_LISTING, "listing people, msal4j / ours", msal4j / ours),
                LEAST_GAIN_OF_LISTING);
    }

    private void saving() throws RunnerException {
        Collection<RunResult> results = run("saving", options(SaveOneToken.class.getSimpleName()));
        print("");
        print("| saving one person's tokens | people stored | ours, us | against 10 people | promised | msal4j, us"
                + " | against 10 people | msal4j / ours |");
        print("|---|--:|--:|--:|--:|--:|--:|--:|");
        saving(results, "in files", "");
        saving(results, "in memory", "InMemory");
    }

    private void saving(Collection<RunResult> results, String where, String variant) {
        String ours = SaveOneToken.class.getSimpleName() + ".ours" + variant;
        String msal4j = SaveOneToken.class.getSimpleName() + ".msal4j" + variant;
        for (String people : List.of("10", "10000")) {
            double our = median(find(results, ours, people));
            double their = median(find(results, msal4j, people));
            print(
                    "| %s | %s | %.0f | %.2f | %.1f | %.0f | %.2f | %.1f |",
                    where,
                    people,
                    our,
                    promises.atMost(
                            MOST_GROWTH_OF_SAVING,
                            "saving " + where + " among " + people + " people, against 10",
                            our / median(find(results, ours, "10"))),
                    MOST_GROWTH_OF_SAVING,
                    their,
                    their / median(find(results, msal4j, "10")),
                    their / our);
        }
    }

    private ChainedOptionsBuilder options(String... benchmarks) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 5 : 10)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 5 : 10)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true);
        for (String benchmark : benchmarks) {
            options.include("\\." + benchmark + "\\.");
        }
        return options;
    }

    private Collection<RunResult> run(String name, ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.resultFormat(ResultFormatType.JSON)
                        .result(directory.resolve(name + ".json").toString())
                        .output(directory.resolve(name + ".log").toString())
                        .build())
                .run();
    }

    /** The result of one benchmark at one size. */
    static RunResult find(Collection<RunResult> results, String benchmark, String cached) {
        return every(results, benchmark).stream()
                .filter(result -> result.getParams().getParam("cached").equals(cached))
                .findFirst()
                .orElseThrow();
    }

    private static List<RunResult> every(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
                .toList();
    }

    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static double secondary(RunResult result, String name) {
        Result<?> found = result.getSecondaryResults().get(name);
        if (found == null) {
            throw new IllegalStateException(
                    name + " was not measured: " + result.getSecondaryResults().keySet());
        }
        return name.equals(ALLOCATED) ? found.getStatistics().getPercentile(50) : found.getScore();
    }

    private static void print(String format, Object... values) {
        System.out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
