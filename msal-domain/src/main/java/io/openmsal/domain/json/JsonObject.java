package io.openmsal.domain.json;

import io.openmsal.port.Secret;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as a server sent it. A member of another type than expected reads as missing, so that no answer, however
 * odd, ends in a {@link ClassCastException}; whoever needs the member then says what is missing. Not for many threads.
 */
public final class JsonObject {

    private final Map<String, @Nullable Object> members;

    private JsonObject(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /**
     * An object without members.
     *
     * @return a new object
     */
    public static JsonObject empty() {
        return new JsonObject(new LinkedHashMap<>());
    }

    /**
     * An object over a map; changes of one show in the other.
     *
     * @param members names to values of the types {@link JsonCodec} speaks of
     * @return the object
     */
    public static JsonObject of(Map<String, @Nullable Object> members) {
        return new JsonObject(members);
    }

    /**
     * Reads an object from text.
     *
     * @param codec what reads JSON
     * @param text a JSON document
     * @return the object
     * @throws MalformedJsonException when the text is no JSON, or JSON of another type
     */
    public static JsonObject parse(JsonCodec codec, String text) throws MalformedJsonException {
        Optional<JsonObject> object = asObject(codec.read(text));
        if (!object.isPresent()) {
            throw new MalformedJsonException("JSON, but not an object");
        }
        return object.get();
    }

    private static Optional<JsonObject> asObject(@Nullable Object value) {
        if (!(value instanceof Map<?, ?>)) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // the codec promises string keys
        Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) value;
        return Optional.of(new JsonObject(members));
    }

    /**
     * A text member.
     *
     * @param name the member's name
     * @return the text, or empty when it is missing, empty, or of another type
     */
    public Optional<String> string(String name) {
        return members.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /**
     * A text member that must not be seen.
     *
     * @param name the member's name
     * @return the secret, or empty when it is missing, empty, or of another type
     */
    public Optional<Secret> secret(String name) {
        return members.get(name) instanceof String text && !text.isEmpty()
                ? Optional.of(Secret.of(text))
                : Optional.empty();
    }

    /**
     * A whole number, also when it was sent as text, as some servers do with seconds.
     *
     * @param name the member's name
     * @return the number, cut to a whole one, or empty when it is missing, of another type, or out of range
     */
    public Optional<Long> number(String name) {
        Object value = members.get(name);
        if (!(value instanceof Number) && !(value instanceof String)) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(value.toString().trim());
            boolean inRange = number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0 && number.scale() > -19;
            return inRange ? Optional.of(number.longValue()) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /**
     * Whether a member says yes.
     *
     * @param name the member's name
     * @return true for {@code true}; false when it is missing, or anything else
     */
    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /**
     * An object member.
     *
     * @param name the member's name
     * @return the object, or empty when it is missing or of another type
     */
    public Optional<JsonObject> object(String name) {
        return asObject(members.get(name));
    }

    /**
     * The objects of an array member.
     *
     * @param name the member's name
     * @return the objects, without elements of other types; empty when it is missing
     */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            for (Object element : list) {
                asObject(element).ifPresent(objects::add);
            }
        }
        return objects;
    }

    /**
     * The texts of an array member; a single text counts as an array of one (as with {@code aud}, RFC 7519 §4.1.3).
     *
     * @param name the member's name
     * @return the texts, without elements of other types; empty when it is missing
     */
    public List<String> strings(String name) {
        Object value = members.get(name);
        List<String> texts = new ArrayList<>();
        if (value instanceof String text) {
            texts.add(text);
        }
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /**
     * The whole numbers of an array member.
     *
     * @param name the member's name
     * @return the numbers, without elements of other types; empty when it is missing
     */
    public List<Long> numbers(String name) {
        List<Long> numbers = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Long number) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }

    /**
     * Whether there is such a member, of whatever type.
     *
     * @param name the member's name
     * @return true also when its value is null
     */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /**
     * The members themselves.
     *
     * @return the live map, in the order of the text
     */
    public Map<String, @Nullable Object> members() {
        return members;
    }

    /** The names alone: values may be tokens. */
    @Override
    public String toString() {
        return members.keySet().toString();
    }
}
