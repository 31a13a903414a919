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
        void areReadAsFormsAreWrittenInTheirOrder() {
            RedirectParameters read = RedirectParameters.parse("code=a%2Fb+c%3D&&state=%C3%A9=1&flag");

            assertThat(read.asMap().keySet()).containsExactly("code", "state", "flag");
            assertThat(read.value("code")).hasValue("a/b c=");
            assertThat(read.value("state")).hasValue("é=1");
            assertThat(read.value("flag")).isEmpty();
            assertThat(RedirectParameters.parse("").asMap()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"code=canary&state=s&code=canary", "st%61te=canary&state=canary", "state=&state=canary"})
        void areRefusedWhenOneComesTwice(String encoded) {
            assertThatThrownBy(() -> RedirectParameters.parse(encoded))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("more than once")
                    .message()
                    .doesNotContain("canary");
        }

        @ParameterizedTest
        @ValueSource(strings = {"code=canary%zz", "canary%4=x", "code=canary%"})
        void areRefusedWhenAnEscapeIsBroken(String encoded) {
            assertThatThrownBy(() -> RedirectParameters.parse(encoded))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageContaining("not properly encoded")
                    .message()
                    .doesNotContain("canary");
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
