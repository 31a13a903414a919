package io.openmsal.benchmarks.store;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the writers keep: for each of them the number of its latest token, and as much beside that as a small cache has. */
final class Tally {

    private static final String FILLING = "token".repeat(4_000);

    private final GsonJsonCodec codec = new GsonJsonCodec();

    /** The numbers of all writers; whatever else is stored than what {@link #with} wrote is a failure. */
    Map<String, Long> read(byte[] stored) throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : document(stored).entrySet()) {
            if (entry.getValue() instanceof Long number) {
                numbers.put((String) entry.getKey(), number);
            } else if (!FILLING.equals(entry.getValue())) {
                throw new IOException("The file holds what nobody wrote, under " + entry.getKey());
            }
        }
        return numbers;
    }

    /** The same with one more token of a writer. */
    byte[] with(Optional<byte[]> present, String writer) throws IOException {
        Map<Object, Object> document = new LinkedHashMap<>();
        if (present.isPresent()) {
            document.putAll(document(present.get()));
        }
        document.put("filling", FILLING);
        Object before = document.getOrDefault(writer, 0L);
        document.put(writer, (Long) before + 1);
        return codec.write(document).getBytes(StandardCharsets.UTF_8);
    }

    private Map<?, ?> document(byte[] stored) throws IOException {
        try {
            if (codec.read(new String(stored, StandardCharsets.UTF_8)) instanceof Map<?, ?> document) {
                return document;
            }
        } catch (MalformedJsonException torn) {
            throw new IOException("The file does not read: " + torn.getMessage(), torn);
        }
        throw new IOException("The file does not hold an object");
    }
}
