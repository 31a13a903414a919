package io.openmsal.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokenTest {

    private static final long NOW = 1_000_000;

    private static Freshness freshnessOf(long cachedAt, long expiresAt, long refreshAt) {
        AccessToken token = new AccessToken(
                Secret.of("t"),
                "Bearer",
                Scopes.none(),
                "client",
                "realm",
                "realm",
                cachedAt,
                expiresAt,
                expiresAt,
                refreshAt);
        return token.freshnessAt(NOW, MinimumLifetime.of(Duration.ofMinutes(5)));
    }

    @ParameterizedTest(name = "kept {0} s from now: {1}")
    @CsvSource({"-10000, FRESH", "0, FRESH", "3600, FRESH", "3601, EXPIRED", "86400, EXPIRED"})
    void oneThatWasKeptInTheFutureIsNotBelievedBeyondTheDifferenceOfTwoClocks(long keptIn, Freshness expected) {
        assertThat(freshnessOf(NOW + keptIn, NOW + 200_000, AccessToken.NEVER)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} s left, renewal advised in {1} s: {2}")
    @CsvSource({
        "301, 1, FRESH",
        "301, 0, REFRESH_DUE",
        "301, -10, REFRESH_DUE",
        "300, 1, EXPIRED",
        "299, -10, EXPIRED",
        "0, 1, EXPIRED",
        "-120, 1, EXPIRED"
    })
    void freshnessAtAFiveMinuteMargin(long secondsLeft, long renewalIn, Freshness expected) {
        assertThat(freshnessOf(NOW, NOW + secondsLeft, NOW + renewalIn)).isEqualTo(expected);
    }
}
