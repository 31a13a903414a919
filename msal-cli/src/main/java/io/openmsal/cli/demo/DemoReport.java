package io.openmsal.cli.demo;

import io.openmsal.domain.token.TokenSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How outcomes are told: a line each, for people; a document, for programs. */
public final class DemoReport {

    private DemoReport() {}

    /**
     * What stands above the lines.
     *
     * @return one line
     */
    public static String heading() {
        return row("", "flow", "outcome", "source", "requests", "ms");
    }

    /**
     * One outcome.
     *
     * @param outcome what became of a scenario
     * @return one line
     */
    public static String line(Outcome outcome) {
        return row(
                outcome.asExpected() ? "ok" : "FAILED",
                outcome.flow(),
                outcome.text(),
                outcome.source().map(DemoReport::shortName).orElse("-"),
                Integer.toString(outcome.requests()),
                Long.toString(outcome.time().toMillis()));
    }

    /**
     * All outcomes in a sentence.
     *
     * @param outcomes what became of each scenario
     * @return one line
     */
    public static String summary(List<Outcome> outcomes) {
        return String.format(
                Locale.ROOT,
                "%d of %d as expected, %d requests, %.1f s",
                outcomes.stream().filter(Outcome::asExpected).count(),
                outcomes.size(),
                requests(outcomes),
                time(outcomes).toMillis() / 1000.0);
    }

    /**
     * All outcomes for programs.
     *
     * @param outcomes what became of each scenario
     * @return a map that JSON can be made of
     */
    public static Map<String, Object> document(List<Outcome> outcomes) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ok", outcomes.stream().allMatch(Outcome::asExpected));
        document.put("requests", requests(outcomes));
        document.put("milliseconds", time(outcomes).toMillis());
        document.put("scenarios", outcomes.stream().map(DemoReport::document).toList());
        return document;
    }

    private static Map<String, Object> document(Outcome outcome) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("flow", outcome.flow());
        document.put("ok", outcome.asExpected());
        document.put("outcome", outcome.text());
        outcome.source()
                .ifPresent(source -> document.put("token_source", source.name().toLowerCase(Locale.ROOT)));
        document.put("requests", outcome.requests());
        document.put("milliseconds", outcome.time().toMillis());
        return document;
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-6s  %-50s  %-62s  %-8s  %8s  %6s", (Object[]) cells);
    }

    private static String shortName(TokenSource source) {
        return switch (source) {
            case IDENTITY_PROVIDER -> "provider";
            case CACHE -> "cache";
            case BROKER -> "broker";
        };
    }

    private static int requests(List<Outcome> outcomes) {
        return outcomes.stream().mapToInt(Outcome::requests).sum();
    }

    private static Duration time(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::time).reduce(Duration.ZERO, Duration::plus);
    }
}
