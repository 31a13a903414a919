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
