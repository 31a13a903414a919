package io.openmsal.cli;

import io.openmsal.TokenRequest;
import io.openmsal.domain.failure.MsalConfigurationException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every request for a token takes, whatever it is for. */
final class AttemptOptions {

    @Option(
            names = "--claims",
            paramLabel = "JSON",
            description = "Pass on a claims challenge that a web API or a refusal gave.")
    private @Nullable String claims;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Give up after this time: 60, or 300 where a person has to act.")
    private @Nullable Double timeout;

    @Option(
            names = "--correlation-id",
            paramLabel = "ID",
            description = "Ties the call to the provider's log; random when it is not given.")
    private @Nullable String correlationId;

    <R extends TokenRequest<R>> R applyTo(R request, Shell shell) {
        request.cancellation(shell.cancellation());
        if (claims != null) {
            request.claims(claims);
        }
        if (correlationId != null) {
            request.correlationId(correlationId);
        }
        if (timeout != null) {
            request.timeout(duration(timeout));
        }
        return request;
    }

    static Duration duration(double seconds) {
        if (!(seconds >= 0.001 && seconds <= 1_000_000)) {
            throw new MsalConfigurationException(
                    "invalid_timeout", "--timeout takes seconds, more than none and at most a million.");
        }
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
