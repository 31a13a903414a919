package io.openmsal.port.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A date in any of the three forms that a recipient has to accept (RFC 9110 §5.6.7). */
final class HttpDate {

    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** A year of two digits is never one that lies further ahead. */
    private static final int MOST_YEARS_AHEAD = 50;

    private HttpDate() {}

    static Optional<Instant> parse(String text, Instant now) {
        List<DateTimeFormatter> forms = Arrays.asList(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850(now), ASCTIME);
        for (DateTimeFormatter form : forms) {
            try {
                return Optional.of(ZonedDateTime.parse(text, form).toInstant());
            } catch (DateTimeException ofAnotherForm) {
                // or of none
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter rfc850(Instant now) {
        LocalDate earliest = now.atZone(ZoneOffset.UTC).toLocalDate().plusYears(MOST_YEARS_AHEAD - 99);
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }
}
