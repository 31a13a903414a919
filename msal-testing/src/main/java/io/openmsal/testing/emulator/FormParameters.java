package io.openmsal.testing.emulator;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names and values of a query or of an {@code application/x-www-form-urlencoded} body. The first of several equal names counts;
 * that there were several is remembered, because OAuth forbids it.
 */
record FormParameters(Map<String, String> values, boolean hasRepeatedName) {

    static final FormParameters NONE = new FormParameters(Map.of(), false);

    static FormParameters parse(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return NONE;
        }
        var values = new LinkedHashMap<String, String>();
        boolean repeated = false;
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!name.isEmpty()) {
                repeated |= values.putIfAbsent(name, value) != null;
            }
        }
        return new FormParameters(Collections.unmodifiableMap(values), repeated);
    }

    static String encode(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformedEscape) {
            return text;
        }
    }
}
