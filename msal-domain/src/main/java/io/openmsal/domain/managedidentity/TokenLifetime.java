package io.openmsal.domain.managedidentity;

import io.openmsal.domain.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a host's token lives. Hosts say {@code expires_in} (seconds) or {@code expires_on} (seconds since 1970), as a number
 * or as text; the API version 2017-09-01 also sends dates, always with their offset. Everything else is refused, since a
 * guessed expiry is an outage later on.
 */
final class TokenLifetime {

    /** A life beyond this is a mistake, such as an instant in milliseconds. */
    private static final long LONGEST = 10L * 365 * 24 * 3600;

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a XXX", Locale.US),
            DateTimeFormatter.ofPattern("M/d/yyyy H:mm:ss XXX", Locale.US));

    private TokenLifetime() {}

    /**
     * Reads the lifetime.
     *
     * @param json the host's answer
     * @param now seconds since 1970
     * @return seconds from now, or empty when there is no lifetime, or none that makes sense
     */
    static Optional<Long> secondsIn(JsonObject json, long now) {
        Optional<Long> in = json.number("expires_in").filter(TokenLifetime::makesSense);
        return in.isPresent() ? in : endIn(json).map(at -> at - now).filter(TokenLifetime::makesSense);
    }

    /**
     * Reads {@code expires_on}.
     *
     * @param json the host's answer
     * @return seconds since 1970, or empty when there is none that can be read
     */
    static Optional<Long> endIn(JsonObject json) {
        Optional<Long> number = json.number("expires_on");
        return number.isPresent() ? number : json.string("expires_on").flatMap(TokenLifetime::date);
    }

    private static Optional<Long> date(String text) {
        return DATES.stream()
                .map(format -> date(text.trim(), format))
                .filter(Optional::isPresent)
                .findFirst()
                .orElse(Optional.empty());
    }

    private static Optional<Long> date(String text, DateTimeFormatter format) {
        try {
            return Optional.of(OffsetDateTime.parse(text, format).toEpochSecond());
        } catch (DateTimeException otherFormat) {
            return Optional.empty();
        }
    }

    private static boolean makesSense(long seconds) {
        return seconds > 0 && seconds <= LONGEST;
    }
}
