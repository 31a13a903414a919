package io.openmsal.port.browser;

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
