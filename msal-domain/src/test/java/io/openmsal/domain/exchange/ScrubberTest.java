package io.openmsal.domain.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {

    private final Scrubber scrubber = new Scrubber(List.of(Secret.of("s3cret-value")));

    @Test
    void whatWasSentDoesNotComeBack() {
        assertThat(scrubber.scrub("wrong secret s3cret-value given")).isEqualTo("wrong secret [secret] given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc8Q~x/y z*ü",
                "abc8Q%7Ex%2Fy+z*%C3%BC",
                "abc8Q%7ex%2fy+z*%c3%bc",
                "abc8Q~x%2Fy%20z%2A%C3%BC",
                "abc8Q~x/y%20z*ü"
            })
    void norDoesItInAnySpellingThatAFormMayHave(String spelling) {
        Scrubber odd = new Scrubber(List.of(Secret.of("abc8Q~x/y z*ü")));

        assertThat(odd.scrub("client_secret=" + spelling + "&x=1")).isEqualTo("client_secret=[secret]&x=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"50%25 off", "50%2525%20off", "50%2525+off"})
    void aSecretMayItselfLookEncoded(String spelling) {
        Scrubber odd = new Scrubber(List.of(Secret.of("50%25 off")));

        assertThat(odd.scrub(spelling + "! 50%25 of")).isEqualTo("[secret]! 50%25 of");
    }

    @Test
    void aSecretMayBeLongAndOdd() {
        String odd = "~+/=".repeat(5000);

        assertThat(new Scrubber(List.of(Secret.of(odd))).scrub("wrong: " + odd + "!"))
                .isEqualTo("wrong: [secret]!");
    }

    @Test
    void aSecretThatBeginsWithAnotherIsTakenOutWhole() {
        Scrubber both = new Scrubber(List.of(Secret.of("s3cret"), Secret.of("s3cret-value")));

        assertThat(both.scrub("s3cret-value and s3cret")).isEqualTo("[secret] and [secret]");
    }

    @Test
    void noPartOfItComesBackWhereALongTextIsCut() {
        for (int before = 1980; before < 2010; before++) {
            String scrubbed = scrubber.scrub("x ".repeat(before / 2) + " ".repeat(before % 2) + "s3cret-value given");

            assertThat(scrubbed).hasSizeLessThanOrEqualTo(2000).doesNotContain("s3");
        }
    }

    @Test
    void whatLooksLikeATokenIsTakenOut() {
        assertThat(scrubber.scrub("token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.sig was bad"))
                .isEqualTo("token [token] was bad");
        assertThat(scrubber.scrub("0." + "A".repeat(80) + " expired")).isEqualTo("[token] expired");
    }

    @Test
    void wordsIdsAndTimesStay() {
        String text = "AADSTS7000215: Invalid client secret. Trace ID: 11111111-2222-3333-4444-555555555555 Timestamp:"
                + " 2030-01-01 00:00:00Z";
        assertThat(scrubber.scrub(text)).isEqualTo(text);
    }
}
