package io.openmsal.port.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokerValuesTest {

    @Test
    void tokensPrintWithoutTheirText() {
        BrokerTokens tokens = new BrokerTokens(
                Secret.of("t0ken"),
                "Bearer",
                Duration.ofHours(1),
                Set.of("User.Read"),
                Optional.of(Secret.of("1d")),
                "uid.utid");

        assertThat(tokens).asString().contains("User.Read").doesNotContain("t0ken", "1d");
    }

    @Test
    void theScopesAreCopied() {
        Set<String> scopes = new LinkedHashSet<>(Set.of("User.Read"));
        BrokerTokens tokens =
                new BrokerTokens(Secret.of("t"), "Bearer", Duration.ofHours(1), scopes, Optional.empty(), "uid.utid");

        scopes.clear();

        assertThat(tokens.scopes()).containsExactly("User.Read");
    }

    @Test
    void aMachineWithoutABrokerHasOneThatIsNeverAvailable() {
        assertThat(Broker.none().isAvailable()).isFalse();
    }

    @Test
    void aSignedRequestServesOnceAndNothingElseDoes() {
        assertThat(new TokenBinding.SignedRequest("GET", "api.example", "/", "n").servesOnce())
                .isTrue();
        assertThat(TokenBinding.unbound().servesOnce()).isFalse();
        assertThat(new TokenBinding.SshCertificate("{}", "k").servesOnce()).isFalse();
    }
}
