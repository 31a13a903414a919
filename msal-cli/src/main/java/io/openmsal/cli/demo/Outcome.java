package io.openmsal.cli.demo;

import io.openmsal.domain.token.TokenSource;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one scenario. Holds no token.
 *
 * @param flow what was tried
 * @param asExpected whether it went as it should
 * @param text what came of it, in a few words
 * @param source where the token came from; empty when none was to be had
 * @param requests how many requests the library sent
 * @param time how long it took
 */
public record Outcome(
        String flow, boolean asExpected, String text, Optional<TokenSource> source, int requests, Duration time) {

    /** Checks that nothing is missing. */
    public Outcome {
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(time, "time");
    }
}
