package io.openmsal.port.browser;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of an authorization response (RFC 6749 §4.1.2). Immutable. Prints the names only: one value is the code. */
public final class RedirectParameters {

    private final Map<String, String> values;

    /**
     * Takes the parameters.
     *
     * @param values names to values, decoded; each name once; copied
     */
    public RedirectParameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads what a browser brought, in a query or in a form that was posted (RFC 6749 appendix B).
     *
     * @param encoded {@code application/x-www-form-urlencoded}, such as {@code code=…&state=…}; may be empty
     * @return the parameters
     * @throws IllegalArgumentException when a name comes twice (RFC 6749 §3.1) or an escape is broken; the message, a sentence for
     *     people, repeats nothing of the text
     */
    public static RedirectParameters parse(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                throw new IllegalArgumentException("A parameter of this answer comes more than once.");
            }
        }
        return new RedirectParameters(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (IllegalArgumentException malformed) {
            // without the cause, whose message repeats what was malformed
            throw new IllegalArgumentException("A parameter of this answer is not properly encoded.");
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("Every Java runtime knows UTF-8", impossible);
        }
    }

    /**
     * All of them.
     *
     * @return names to values, in their order, unmodifiable; one value is the code
     */
    public Map<String, String> asMap() {
        return values;
    }

    /**
     * One parameter.
     *
     * @param name its name, case-sensitive
     * @return the value, or empty when it is missing or empty
     */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The names alone. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
