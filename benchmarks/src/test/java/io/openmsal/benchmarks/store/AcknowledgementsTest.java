package io.openmsal.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

    private final Acknowledgements acknowledgements = new Acknowledgements("writer-3");

    @Test
    void numbersThatGrowSayThatNothingIsLost() {
        acknowledgements.hear(49);
        acknowledgements.hear(50);
        // 51 was stored, and its writer killed before it could say so
        acknowledgements.hear(52);

        assertThatCode(acknowledgements::requireNothingLost).doesNotThrowAnyException();
        assertThat(acknowledgements.last()).isEqualTo(52);
    }

    @Test
    void aNumberThatIsAcknowledgedOnceMoreSaysThatItsTokenWasLost() {
        acknowledgements.hear(49);
        acknowledgements.hear(50);
        acknowledgements.hear(50);

        assertThatThrownBy(acknowledgements::requireNothingLost)
                .hasMessageContaining("Token 50 of writer-3 was acknowledged and is lost");
    }

    @Test
    void whatWasLostStaysKnownWhenLaterTokensAreKept() {
        acknowledgements.hear(50);
        acknowledgements.hear(48);
        acknowledgements.hear(49);
        acknowledgements.hear(51);

        assertThatThrownBy(acknowledgements::requireNothingLost).hasMessageContaining("Token 50 of writer-3");
    }
}
