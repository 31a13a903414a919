package io.openmsal.domain.cache;

import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The document that every MSAL shares, as far as it is sections with entries under keys. What is neither is left as it was
 * found. Not for many threads.
 */
final class UnifiedSections {

    private final JsonObject root;

    private UnifiedSections(JsonObject root) {
        this.root = root;
    }

    /** Reads a document; an empty text is one without sections. */
    static UnifiedSections read(JsonCodec codec, String text) throws MalformedJsonException {
        return new UnifiedSections(text.trim().isEmpty() ? JsonObject.empty() : JsonObject.parse(codec, text));
    }

    static UnifiedSections none() {
        return new UnifiedSections(JsonObject.empty());
    }

    String write(JsonCodec codec) {
        return codec.write(root.members());
    }

    /** The key of an entry, as the MSALs put it together of what it says. */
    static String key(@Nullable String... parts) {
        List<String> present = new ArrayList<>();
        for (String part : parts) {
            present.add(part == null ? "" : part);
        }
        return String.join("-", present).toLowerCase(Locale.ROOT);
    }

    Optional<UnifiedEntry> entry(String section, String key) {
        return root.object(section).flatMap(entries -> entries.object(key)).map(UnifiedEntry::of);
    }

    void each(String section, BiConsumer<String, UnifiedEntry> action) {
        root.object(section)
                .ifPresent(entries -> entries.members()
                        .keySet()
                        .forEach(key ->
                                entries.object(key).ifPresent(entry -> action.accept(key, UnifiedEntry.of(entry)))));
    }

    boolean any(String section, Predicate<UnifiedEntry> wanted) {
        boolean[] found = {false};
        each(section, (key, entry) -> found[0] |= wanted.test(entry));
        return found[0];
    }

    void remove(String section, Predicate<UnifiedEntry> doomed) {
        removeWhere(section, (key, entry) -> doomed.test(entry));
    }

    void remove(String section, String key) {
        root.object(section).ifPresent(entries -> entries.members().remove(key));
    }

    /** Leaves the entry of a key, which is about to be written over, for the fields in it that only others know. */
    void removeBut(String staying, String section, Predicate<UnifiedEntry> doomed) {
        removeWhere(section, (key, entry) -> !key.equals(staying) && doomed.test(entry));
    }

    private void removeWhere(String section, BiPredicate<String, UnifiedEntry> doomed) {
        root.object(section)
                .ifPresent(entries -> entries.members()
                        .keySet()
                        .removeIf(key -> entries.object(key)
                                .filter(entry -> doomed.test(key, UnifiedEntry.of(entry)))
                                .isPresent()));
    }

    /**
     * Under which key an entry is written: what is there already stays where it is, since keys differ between MSALs, and of two entries that say the
     * same one would be old.
     *
     * @param environment what it will say of its host; a key under another name does not stay
     * @param same whether an entry is what is about to be written, in an earlier state
     * @param usual where it may lie, the preferred key first; it is written under the last one when it is nowhere
     */
    String keyInUse(String section, String environment, Predicate<UnifiedEntry> same, String... usual) {
        return root.object(section)
                .flatMap(entries -> Stream.concat(Stream.of(usual), entries.members().keySet().stream())
                        .filter(key -> entries.object(key)
                                .map(UnifiedEntry::of)
                                .filter(same)
                                .flatMap(UnifiedEntry::writtenEnvironment)
                                .filter(environment::equals)
                                .isPresent())
                        .findFirst())
                .orElse(usual[usual.length - 1]);
    }

    /** Puts an entry in the place of one of the same key, whose fields stay that only others know. */
    void replace(String section, String key, UnifiedEntry entry) {
        entry(section, key).ifPresent(entry::keepForeignFieldsOf);
        put(section, key, entry);
    }

    void put(String section, String key, UnifiedEntry entry) {
        root.object(section)
                .orElseGet(() -> {
                    Map<String, @Nullable Object> created = new LinkedHashMap<>();
                    root.members().put(section, created);
                    return JsonObject.of(created);
                })
                .members()
                .put(key, entry.members());
    }

    /** The greatest of what the entries say. Empty where there is none, or one says nothing. */
    Optional<Long> greatest(String section, Function<UnifiedEntry, Optional<Long>> said) {
        List<Optional<Long>> all = new ArrayList<>();
        root.object(section)
                .ifPresent(entries -> entries.members()
                        .keySet()
                        .forEach(key -> all.add(
                                entries.object(key).map(UnifiedEntry::of).flatMap(said))));
        return all.stream().allMatch(Optional::isPresent)
                ? all.stream().map(Optional::get).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Whether there is nothing but what may be in some sections. What is not understood counts as something. */
    boolean areEmptyBut(String... sections) {
        List<String> left = Arrays.asList(sections);
        return root.members().entrySet().stream()
                .allMatch(named -> left.contains(named.getKey())
                        || (named.getValue() instanceof Map<?, ?> entries && entries.isEmpty()));
    }
}
