package io.openmsal.port.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectValuesTest {

    @Nested
    class TheParameters {

        private final RedirectParameters parameters =
                new RedirectParameters(Map.of("code", "the-code", "session_state", ""));

        @Test
        void areFoundByTheirExactName() {
            assertThat(parameters.value("code")).hasValue("the-code");
            assertThat(parameters.value("Code")).isEmpty();
        }

        @Test
        void areMissingWhenTheyAreEmpty() {
            assertThat(parameters.value("session_state")).isEmpty();
        }

        @Test
        void printTheirNamesOnly() {
            assertThat(parameters).asString().contains("code", "session_state").doesNotContain("the-code");
        }

        @Test
        void doNotChangeWithTheMapTheyWereMadeFrom() {
            Map<String, String> values = new HashMap<>(Map.of("code", "a"));
            RedirectParameters copied = new RedirectParameters(values);

            values.put("code", "b");

            assertThat(copied.value("code")).hasValue("a");
        }
    }

    @Nested
    class TheExpectation {

        @Test
        void printsItsPortAndModeAndNotTheState() {
            assertThat(new RedirectExpectation("the-state", 8400, false))
                    .hasToString("redirect to loopback port 8400 by form_post");
            assertThat(new RedirectExpectation("the-state", 0, true))
                    .hasToString("redirect to loopback port 0 by form_post or query");
        }

        @Test
        void needsAState() {
            assertThatThrownBy(() -> new RedirectExpectation("", 0, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("state");
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 65_536})
        void needsAPortThatExists(int port) {
            assertThatThrownBy(() -> new RedirectExpectation("the-state", port, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Integer.toString(port));
        }
    }
}
