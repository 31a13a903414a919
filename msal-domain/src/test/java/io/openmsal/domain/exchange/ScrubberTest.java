package io.openmsal.domain.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.port.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScrubberTest {

    private final Scrubber scrubber = new Scrubber(List.of(Secret.of("s3cret-value")));

    @Test
    void whatWasSentDoesNotComeBack() {
        assertThat(scrubber.scrub("wrong secret s3cret-value given")).isEqualTo("wrong secret [secret] given");
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
