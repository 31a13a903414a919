package io.openmsal.testing.managedidentity;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.managedidentity.TokensOfHost.Issued;
import io.openmsal.testing.managedidentity.TokensOfHost.Question;
import io.openmsal.testing.time.TestClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TokensOfHostTest {

    private static final Question OWN_FOR_VAULT = new Question("https://vault.azure.net", "");
    private static final String HASH_OF_TOKEN_1 = "3f08aace122ee2368432c1ca23a049bc640bafbf00fdf33a52429f38ba12dbf9";

    private final TestClock clock = new TestClock();
    private final AtomicInteger count = new AtomicInteger();
    private final TokensOfHost tokens = new TokensOfHost(clock, () -> "token-" + count.incrementAndGet());

    private String get(Question question) {
        return tokens.get(question, "").token();
    }

    @Test
    void theSameQuestionGetsTheSameTokenWithTheSameEnd() {
        Issued first = tokens.get(OWN_FOR_VAULT, "");
        clock.advance(Duration.ofHours(13));

        assertThat(tokens.get(OWN_FOR_VAULT, "")).isEqualTo(first);
    }

    @Test
    void anotherResourceAndAnotherIdentityGetTokensOfTheirOwn() {
        assertThat(get(OWN_FOR_VAULT)).isEqualTo("token-1");
        assertThat(get(new Question("https://graph.microsoft.com", ""))).isEqualTo("token-2");
        assertThat(get(new Question("https://vault.azure.net", "assigned"))).isEqualTo("token-3");
        assertThat(get(OWN_FOR_VAULT)).isEqualTo("token-1");
    }

    @Test
    void aTokenNearItsEndIsReplaced() {
        Issued first = tokens.get(OWN_FOR_VAULT, "");
        clock.set(first.end().minus(Duration.ofMinutes(5)).minusMillis(1));
        assertThat(get(OWN_FOR_VAULT)).isEqualTo("token-1");

        clock.advance(Duration.ofMillis(1));
        Issued second = tokens.get(OWN_FOR_VAULT, "");

        assertThat(second.token()).isEqualTo("token-2");
        assertThat(second.end()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    }

    @Test
    void onlyTheHashOfTheTokenThatIsKeptReplacesIt() {
        assertThat(get(OWN_FOR_VAULT)).isEqualTo("token-1");

        assertThat(tokens.get(OWN_FOR_VAULT, "0" + HASH_OF_TOKEN_1.substring(1)).token())
                .isEqualTo("token-1");
        assertThat(tokens.get(OWN_FOR_VAULT, HASH_OF_TOKEN_1).token()).isEqualTo("token-2");
        assertThat(tokens.get(OWN_FOR_VAULT, HASH_OF_TOKEN_1).token())
                .as("the revoked one is gone already")
                .isEqualTo("token-2");
    }
}
