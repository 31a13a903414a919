package io.openmsal.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {

    private final Secret secret = Secret.of("hunter2");

    @Test
    void itGivesItsTextOnlyWhenAskedByName() {
        assertThat(secret.reveal()).isEqualTo("hunter2");
    }

    @Test
    void itPrintsNothingOfItself() {
        assertThat(secret).hasToString("[secret]");
    }

    @Test
    void whatHoldsItIsSafeToPrint() {
        record Holder(String name, Secret secret) {}

        assertThat(new Holder("ada", secret).toString() + List.of(secret) + Optional.of(secret))
                .contains("ada")
                .doesNotContain("hunter2");
    }

    @Test
    void itCannotBeSerialized() {
        assertThat(secret).isNotInstanceOf(Serializable.class);
    }

    @Test
    void itEqualsAnotherOfTheSameTextAndNothingElse() {
        assertThat(secret)
                .isEqualTo(Secret.of("hunter2"))
                .hasSameHashCodeAs(Secret.of("hunter2"))
                .isNotEqualTo(Secret.of("hunter3"))
                .isNotEqualTo(Secret.of("hunter22"))
                .isNotEqualTo("hunter2")
                .isNotEqualTo(null);
    }

    @Test
    void emptyAndWhiteSpaceAreBlank() {
        assertThat(Secret.of("").isBlank()).isTrue();
        assertThat(Secret.of(" \t\n").isBlank()).isTrue();
        assertThat(secret.isBlank()).isFalse();
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void nullIsRefusedByName() {
        assertThatThrownBy(() -> Secret.of(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
    }
}
