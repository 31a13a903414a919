package io.openmsal.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PromisesTest {

    private final Promises promises = new Promises();

    @Test
    void figuresWithinTheirLimitsEndNothing() {
        assertThat(promises.atMost(2000, "bytes of a token", 2000)).isEqualTo(2000);
        assertThat(promises.atLeast(20, "listing people", 37)).isEqualTo(37);

        assertThatCode(promises::requireKept).doesNotThrowAnyException();
    }

    @Test
    void eachFigureThatIsMissedIsNamedAtTheEnd() {
        assertThat(promises.atMost(1.5, "saving among 10 000", 1.62)).isEqualTo(1.62);
        promises.atMost(2000, "bytes of a token", 1923);
        promises.atLeast(20, "listing people", 19.9);

        assertThatThrownBy(promises::requireKept)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("""
                        Not as promised:
                        saving among 10 000: 1.6, where at most 1.5 was promised
                        listing people: 19.9, where at least 20.0 was promised""");
    }

    @Test
    void aFigureThatIsNoNumberIsMissed() {
        promises.atMost(1.5, "saving among 10 000", Double.NaN);

        assertThatThrownBy(promises::requireKept).hasMessageContaining("saving among 10 000: NaN");
    }
}
