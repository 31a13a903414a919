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

/** A date in any of the three forms that a recipient has to accept (RFC 9110 §5.6.7). The one that all servers write is read without a formatter, which takes longer to load. */
final class HttpDate {

    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** A year of two digits is never one that lies further ahead. */
    private static final int MOST_YEARS_AHEAD = 50;

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** {@code Sun, 06 Nov 1994 08:49:37 GMT}, with zeros for digits. */
    private static final String USUAL = "???, 00 ??? 0000 00:00:00 GMT";

    private HttpDate() {}

    static Optional<Instant> parse(String text, Instant now) {
        Optional<Instant> usual = parseUsual(text);
        return usual.isPresent() ? usual : parseAny(text, now);
    }

    private static Optional<Instant> parseUsual(String text) {
        int month = text.length() == USUAL.length() ? MONTHS.indexOf(text.substring(8, 11)) : -1;
        if (month < 0 || month % 3 != 0 || !looksUsual(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(number(text, 12, 16), month / 3 + 1, number(text, 5, 7))
                    .atTime(number(text, 17, 19), number(text, 20, 22), number(text, 23, 25))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static boolean looksUsual(String text) {
        for (int i = 0; i < USUAL.length(); i++) {
            char wanted = USUAL.charAt(i);
            char found = text.charAt(i);
            boolean fits = wanted == '?' || (wanted == '0' ? found >= '0' && found <= '9' : found == wanted);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text.substring(from, to));
    }

    private static Optional<Instant> parseAny(String text, Instant now) {
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
