package io.openmsal.adapter.browser;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code application/x-www-form-urlencoded} text (RFC 6749 appendix B), of a body and of a query alike. */
final class FormParameters {

    private FormParameters() {}

    /** Names to values, decoded; a name that comes twice is refused (RFC 6749 §3.1). */
    static Map<String, String> parse(String encoded) throws HttpRefusal {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw new HttpRefusal(400, "A parameter of this answer comes more than once.");
            }
        }
        return parameters;
    }

    private static String decode(String text) throws HttpRefusal {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (IllegalArgumentException malformed) {
            throw new HttpRefusal(400, "A parameter of this answer is not properly encoded.");
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("Every Java runtime knows UTF-8", impossible);
        }
    }
}
