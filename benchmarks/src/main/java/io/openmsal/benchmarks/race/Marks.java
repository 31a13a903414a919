package io.openmsal.benchmarks.race;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers that writers leave in the very document that holds the person's tokens, in a section that the library does not know and
 * therefore keeps: whoever loses an update, the store or the library, loses one of them.
 */
final class Marks {

    private static final String PEOPLE = "msal_user_";
    private static final String SECTION = "Race";

    private final TokenStore store;
    private final GsonJsonCodec codec = new GsonJsonCodec();

    Marks(TokenStore store) {
        this.store = store;
    }

    /** The document of the only person. */
    String document() throws IOException {
        return store.partitions().stream()
                .filter(name -> name.startsWith(PEOPLE))
                .findFirst()
                .orElseThrow(() -> new IOException("Nobody is signed in"));
    }

    /** Leaves a number. It is kept, once this returns. */
    void leave(String document, String writer, long number) throws IOException {
        store.update(document, present -> {
            Map<Object, Object> all = parsed(present);
            Map<Object, Object> marks = section(all);
            marks.put(writer, number);
            all.put(SECTION, marks);
            return codec.write(all).getBytes(StandardCharsets.UTF_8);
        });
    }

    /** The latest number of each writer. */
    Map<String, Long> read(String document) throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> mark : section(
                        parsed(store.read(document).map(StoredPartition::bytes)))
                .entrySet()) {
            numbers.put((String) mark.getKey(), ((Number) mark.getValue()).longValue());
        }
        return numbers;
    }

    private static Map<Object, Object> section(Map<Object, Object> document) {
        return document.get(SECTION) instanceof Map<?, ?> marks ? new LinkedHashMap<>(marks) : new LinkedHashMap<>();
    }

    private Map<Object, Object> parsed(Optional<byte[]> present) throws IOException {
        if (present.isEmpty()) {
            throw new IOException("The document of the person is gone");
        }
        try {
            return new LinkedHashMap<>((Map<?, ?>) codec.read(new String(present.get(), StandardCharsets.UTF_8)));
        } catch (MalformedJsonException torn) {
            throw new IOException("The document of the person does not read", torn);
        }
    }
}
