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
        fields.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
        return this;
    }

    HttpHeaders headers() {
        return HttpHeaders.of(fields);
    }
}
