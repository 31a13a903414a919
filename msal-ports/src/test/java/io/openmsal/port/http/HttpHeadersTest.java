package io.openmsal.port.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpHeadersTest {

    @Test
    void namesAreFoundInAnyCase() {
        HttpHeaders headers = HttpHeaders.empty().with("Retry-After", "7");

        assertThat(headers.first("retry-after")).hasValue("7");
        assertThat(headers.asMap().get("RETRY-AFTER")).containsExactly("7");
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "' 0 ', 0",
        "'Sun, 22 Nov 2026 12:00:30 GMT', 30",
        "'Sun, 22 Nov 2026 11:00:00 GMT', 0",
        "'Sunday, 22-Nov-26 12:00:30 GMT', 30",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 0",
        "'Tuesday, 22-Nov-77 12:00:30 GMT', 0",
        "'Sun Nov 22 12:00:30 2026', 30",
        "'Tue Dec  1 12:00:30 2026', 777630",
        "'Sun Nov  8 12:00:30 2026', 0",
        "'Sun Nov 31 12:00:30 2026',",
        "-1,",
        "1234567890,",
        "soon,",
        "'Sun, 32 Nov 2026 12:00:30 GMT',"
    })
    void howLongToWaitIsInSecondsOrADate(String value, @Nullable Long seconds) {
        Clock noon = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

        assertThat(HttpHeaders.empty().with("retry-after", value).retryAfter(noon))
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
        assertThat(HttpHeaders.empty().retryAfter(noon)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "' Thu, 29 Feb 2024 23:59:59 GMT ', 2024-02-29T23:59:59Z",
        "'Sun Nov  6 08:49:37 1994', 1994-11-06T08:49:37Z",
        "'Sun, 6 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sun, 06 Nov 1994 24:49:37 GMT',",
        "'Wed, 29 Feb 2023 23:59:59 GMT',",
        "'Sun, 06 Nov 1994 08:49:37 UTC',",
        "'Sun, 06 ovN 1994 08:49:37 GMT',",
        "'Sun, 06 Nov 1994 08:49:3\u0663 GMT',",
        "yesterday,"
    })
    void whenItWasAnsweredIsADate(String value, @Nullable Instant answered) {
        assertThat(HttpHeaders.empty().with("date", value).date(Clock.systemUTC()))
                .isEqualTo(Optional.ofNullable(answered));
        assertThat(HttpHeaders.empty().date(Clock.systemUTC())).isEmpty();
    }

    @Test
    void aMissingFieldIsEmpty() {
        assertThat(HttpHeaders.empty().first("Date")).isEmpty();
        assertThat(HttpHeaders.of(Map.of("Date", List.of())).first("Date")).isEmpty();
    }

    @Test
    void settingAFieldReplacesItAndLeavesTheOriginalAlone() {
        HttpHeaders one = HttpHeaders.empty().with("Accept", "a");

        HttpHeaders two = one.with("accept", "b");

        assertThat(one.first("Accept")).hasValue("a");
        assertThat(two.asMap()).hasSize(1);
        assertThat(two.first("Accept")).hasValue("b");
    }

    @Test
    void severalValuesKeepTheirOrderAlsoUnderNamesOfDifferentCase() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("Set-Cookie", List.of("a", "b"));
        fields.put("set-cookie", List.of("c"));

        assertThat(HttpHeaders.of(fields).asMap().get("Set-Cookie")).containsExactly("a", "b", "c");
    }

    @Test
    @SuppressWarnings("NullAway")
    void theStatusLineThatSomeLibrariesPutUnderNoNameIsLeftOut() {
        Map<String, List<String>> fields = new HashMap<>();
        fields.put(null, List.of("HTTP/1.1 200 OK"));
        fields.put("Date", List.of("today"));

        assertThat(HttpHeaders.of(fields).asMap()).containsOnlyKeys("Date");
    }

    @Test
    void theyDoNotChangeWithTheMapTheyWereMadeFrom() {
        List<String> values = new ArrayList<>(Arrays.asList("a"));
        Map<String, List<String>> fields = new HashMap<>(Map.of("X", values));
        HttpHeaders headers = HttpHeaders.of(fields);

        values.add("b");
        fields.clear();

        assertThat(headers.asMap()).containsOnly(Map.entry("X", List.of("a")));
        assertThatThrownBy(() -> headers.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() ->
                        headers.asMap().getOrDefault("X", new ArrayList<>()).add("c"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({"'',x", "'X\r',x", "X,'x\r\nEvil: yes'", "X,'x\ny'"})
    void nothingBreaksOutOfItsLine(String name, String value) {
        assertThatThrownBy(() -> HttpHeaders.empty().with(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("Evil", "\r", "\n");
    }

    @Test
    void theyAreEqualWhateverTheCaseOfTheNames() {
        assertThat(HttpHeaders.empty().with("Date", "x"))
                .isEqualTo(HttpHeaders.empty().with("DATE", "x"))
                .hasSameHashCodeAs(HttpHeaders.empty().with("DATE", "x"))
                .isNotEqualTo(HttpHeaders.empty().with("Date", "y"))
                .isNotEqualTo(HttpHeaders.empty());
    }

    @Test
    void theyPrintNamesOnly() {
        assertThat(HttpHeaders.empty().with("Authorization", "Bearer t0ken")).hasToString("[Authorization]");
    }
}
