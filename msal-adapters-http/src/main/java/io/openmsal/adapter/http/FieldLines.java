package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The field lines of an answer in the order in which they came (RFC 9110 §5.3). Used by one thread. */
final class FieldLines {

    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    FieldLines add(String name, String value) {
        List<String> known = fields.get(name);
        List<String> lines = known == null ? new ArrayList<>() : known;
        lines.add(value);
        fields.put(name, lines);
        return this;
    }

    HttpHeaders headers() {
        return HttpHeaders.of(fields);
    }
}
