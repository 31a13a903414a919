package io.openmsal.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AccessToken;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import org.junit.jupiter.api.Test;

class RenewalTroublesTest {

    private final RenewalTroubles troubles = new RenewalTroubles(3);

    private static AccessToken keptAt(long instant) {
        return new AccessToken(
                Secret.of("s"), "Bearer", Scopes.requested("api/.default"), "cid", "t", "t", instant, 9000, 9000, 0);
    }

    private boolean isNews(String whose, long keptAt, String error) {
        return troubles.isNews(whose, keptAt(keptAt), new MsalConfigurationException(error, "It failed."));
    }

    @Test
    void aReasonIsToldOnceForAToken() {
        assertThat(isNews("ada", 1, "invalid_client")).isTrue();
        assertThat(isNews("ada", 1, "invalid_client")).isFalse();
        assertThat(isNews("ada", 1, "request_timeout")).isTrue();
        assertThat(isNews("bob", 1, "invalid_client")).isTrue();
    }

    @Test
    void aTokenThatWasRenewedIsAnother() {
        assertThat(isNews("ada", 1, "invalid_client")).isTrue();
        assertThat(isNews("ada", 2, "invalid_client")).isTrue();
    }

    @Test
    void whatKeepsFailingIsRememberedAndWhatWasNotMetForLongestMakesRoom() {
        isNews("ada", 1, "invalid_client");
        isNews("bob", 1, "invalid_client");
        isNews("cleo", 1, "invalid_client");
        isNews("ada", 1, "invalid_client");

        assertThat(isNews("dan", 1, "invalid_client")).isTrue();

        assertThat(isNews("ada", 1, "invalid_client")).isFalse();
        assertThat(isNews("cleo", 1, "invalid_client")).isFalse();
        assertThat(isNews("bob", 1, "invalid_client")).isTrue();
    }
}
