package io.openmsal.port.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Header fields of a request or a response (RFC 9110 §5): names compared without regard to case, values in the order given.
 *
 * <p>Immutable and safe for many threads. Prints its names only: values may carry credentials.
 */
public final class HttpHeaders {

    private static final HttpHeaders EMPTY = new HttpHeaders(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    private final Map<String, List<String>> fields;

    private HttpHeaders(Map<String, List<String>> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /**
     * No header fields at all.
     *
     * @return the same object each time
     */
    public static HttpHeaders empty() {
        return EMPTY;
    }

    /**
     * Headers from a map as HTTP libraries hand them out. Entries without a name (a status line) are left out.
     *
     * @param fields names to values
     * @return the headers
     */
    public static HttpHeaders of(Map<String, List<String>> fields) {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            String name = field.getKey();
            if (name != null) {
                List<String> all = new ArrayList<>(copy.getOrDefault(name, Collections.emptyList()));
                all.addAll(field.getValue());
                copy.put(name, Collections.unmodifiableList(all));
            }
        }
        return new HttpHeaders(copy);
    }

    /**
     * The same headers with one field set; an earlier field of that name is replaced.
     *
     * @param name the field name, in any case
     * @param value the field value, without line breaks
     * @return new headers
     * @throws IllegalArgumentException when name or value could break out of its line
     */
    public HttpHeaders with(String name, String value) {
        if (name.isEmpty() || hasLineBreak(name) || hasLineBreak(value)) {
            throw new IllegalArgumentException(
                    "A header name must not be empty, and neither name nor value may hold a line break: "
                            + name.replaceAll("[\\r\\n]", "?"));
        }
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(fields);
        copy.put(name, Collections.singletonList(value));
        return new HttpHeaders(copy);
    }

    /**
     * The first value of a field.
     *
     * @param name the field name, in any case
     * @return the value, or empty when the field is missing
     */
    public Optional<String> first(String name) {
        List<String> values = fields.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * How long a server asks to be left alone, {@code Retry-After} (RFC 9110 §10.2.3).
     *
     * @param clock what a date in it is compared with
     * @return zero for a date that has passed, in any of its three forms (§5.6.7); empty when the field is missing, or neither seconds nor a date
     */
    public Optional<Duration> retryAfter(Clock clock) {
        Optional<String> value = first("Retry-After");
        if (!value.isPresent()) {
            return Optional.empty();
        }
        String text = value.get().trim();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant now = clock.instant();
        Optional<Instant> at = HttpDate.parse(text, now);
        if (!at.isPresent()) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, at.get());
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    /**
     * When the server says that it answered, {@code Date} (RFC 9110 §6.6.1).
     *
     * @param clock what a year of two digits is read by
     * @return the instant, to the second; empty when the field is missing or no date
     */
    public Optional<Instant> date(Clock clock) {
        return first("Date").flatMap(text -> HttpDate.parse(text.trim(), clock.instant()));
    }

    /**
     * Every field.
     *
     * @return names to values; look-up in it disregards case; unmodifiable
     */
    public Map<String, List<String>> asMap() {
        return fields;
    }

    private static boolean hasLineBreak(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpHeaders headers && fields.equals(headers.fields);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            hash += Objects.hash(field.getKey().toLowerCase(Locale.ROOT), field.getValue());
        }
        return hash;
    }

    /** The names alone. */
    @Override
    public String toString() {
        return fields.keySet().toString();
    }
}
