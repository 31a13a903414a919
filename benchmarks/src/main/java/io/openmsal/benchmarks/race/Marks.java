package io.openmsal.benchmarks.race;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * Leaves a number. It is kept, once this returns.
     *
     * @param last the number that this writer was told is kept; there may be a greater one, of an attempt that failed after it was stored
     * @throws IllegalStateException when there is a smaller one, or the document is not what it was
     */
    void leave(String document, String writer, long number, long last) throws IOException {
        store.update(document, present -> {
            Map<Object, Object> all = parsed(present);
            Map<Object, Object> marks = section(all);
            requireKept(writer, last, numberOf(marks.getOrDefault(writer, 0L)));
            marks.put(writer, number);
            all.put(SECTION, marks);
            return codec.write(all).getBytes(StandardCharsets.UTF_8);
        });
    }

    /** Ends the race when there is less of a writer than was acknowledged. */
    static void requireKept(String writer, long acknowledged, long found) {
        if (found < acknowledged) {
            throw new IllegalStateException(
                    "Mark " + acknowledged + " of " + writer + " was acknowledged and is lost; there is " + found);
        }
    }

    /** The latest number of each writer. */
    Map<String, Long> read(String document) throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> mark : section(
                        parsed(store.read(document).map(StoredPartition::bytes)))
                .entrySet()) {
            numbers.put((String) mark.getKey(), numberOf(mark.getValue()));
        }
        return numbers;
    }

    private static Map<Object, Object> section(Map<Object, Object> document) {
        return document.get(SECTION) instanceof Map<?, ?> marks ? new LinkedHashMap<>(marks) : new LinkedHashMap<>();
    }

    private static long numberOf(@Nullable Object mark) {
        return ((Number) Objects.requireNonNull(mark)).longValue();
    }

    /** No matter of a server that is down: a document that has been there and is not, or not whole, is lost. */
    private Map<Object, Object> parsed(Optional<byte[]> present) {
        if (present.isEmpty()) {
            throw new IllegalStateException("The document of the person is gone");
        }
        try {
            return new LinkedHashMap<>((Map<?, ?>) codec.read(new String(present.get(), StandardCharsets.UTF_8)));
        } catch (MalformedJsonException torn) {
            throw new IllegalStateException("The document of the person does not read", torn);
        }
    }
}
