package io.openmsal.domain.exchange;

import io.openmsal.port.Secret;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters of a request, in the order they were given, as a form body or a query (RFC 6749 appendix B). Remembers which of
 * them are secret. Not for many threads. Prints the names only.
 */
public final class Form {

    /** The media type of a form body. */
    public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Secret> secrets = new ArrayList<>();

    /**
     * Sets a parameter; an empty value leaves it out.
     *
     * @param name the parameter's name
     * @param value its value
     * @return this form
     */
    public Form put(String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
        return this;
    }

    /**
     * Sets a parameter, if there is one to set.
     *
     * @param name the parameter's name
     * @param value its value, if there is one
     * @return this form
     */
    public Form put(String name, Optional<String> value) {
        return value.isPresent() ? put(name, value.get()) : this;
    }

    /**
     * Sets a parameter that must not be seen.
     *
     * @param name the parameter's name
     * @param value its value
     * @return this form
     */
    public Form put(String name, Secret value) {
        secrets.add(value);
        return put(name, value.reveal());
    }

    /**
     * Adds all parameters of another form, its secrets too.
     *
     * @param others further parameters
     * @return this form
     */
    public Form putAll(Form others) {
        values.putAll(others.values);
        secrets.addAll(others.secrets);
        return this;
    }

    /**
     * The parameters, for a party that is not sent a form.
     *
     * @return values by name, in the order in which they were set; a copy
     */
    public Map<String, String> parameters() {
        return new LinkedHashMap<>(values);
    }

    /**
     * The secrets among the values.
     *
     * @return unmodifiable
     */
    public List<Secret> secrets() {
        return Collections.unmodifiableList(secrets);
    }

    /**
     * Whether there is a parameter.
     *
     * @param name its name
     * @return true when it was set, to whatever value
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * A copy that lacks one parameter.
     *
     * @param name the parameter's name
     * @return a form of the others, in their order
     */
    public Form without(String name) {
        Form others = new Form();
        others.values.putAll(values);
        others.values.remove(name);
        others.secrets.addAll(secrets);
        return others;
    }

    /**
     * The form as it is sent.
     *
     * @return {@code name=value} pairs, percent-encoded, joined with {@code &}
     */
    public String encode() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> field : values.entrySet()) {
            if (text.length() > 0) {
                text.append('&');
            }
            text.append(percentEncode(field.getKey())).append('=').append(percentEncode(field.getValue()));
        }
        return text.toString();
    }

    private static String percentEncode(String text) {
        try {
            return URLEncoder.encode(text, "UTF-8");
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("every Java has UTF-8", impossible);
        }
    }

    /** The names alone. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
