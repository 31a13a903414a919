package io.openmsal.adapter.json;

import com.google.gson.stream.JsonWriter;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link JsonCodec} on Gson's streams.
 *
 * <p>Beyond the port's promises: a number is refused when it has more than about a thousand digits or does not fit a
 * {@link Double}, a byte order mark before the document is skipped, and writing refuses a value nested more than 128 levels
 * deep, so also one that contains itself. Has no state; safe for many threads.
 */
public final class GsonJsonCodec implements JsonCodec {

    static final int DEEPEST = 128;

    /** Makes a codec. */
    public GsonJsonCodec() {}

    @Override
    public @Nullable Object read(String text) throws MalformedJsonException {
        return new DocumentReader(Objects.requireNonNull(text, "text")).document();
    }

    @Override
    public String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        JsonWriter out = new JsonWriter(text);
        out.setHtmlSafe(true);
        try {
            write(value, out, 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A StringWriter failed", impossible);
        }
        return Halves.escaped(text.getBuffer());
    }

    private static void write(@Nullable Object value, JsonWriter out, int depth) throws IOException {
        if (value == null) {
            out.nullValue();
        } else if (value instanceof CharSequence text) {
            out.value(text.toString());
        } else if (value instanceof Boolean truth) {
            out.value(truth);
        } else if (value instanceof Number number) {
            writeNumber(number, out);
        } else if (value instanceof Map<?, ?> fields) {
            writeObject(fields, out, deeper(depth));
        } else if (value instanceof Iterable<?> elements) {
            writeArray(elements, out, deeper(depth));
        } else {
            throw noJsonForm("A value of " + value.getClass().getName());
        }
    }

    private static void writeObject(Map<?, ?> fields, JsonWriter out, int depth) throws IOException {
        out.beginObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            if (!(field.getKey() instanceof CharSequence name)) {
                throw noJsonForm("A map with a key that is not text");
            }
            out.name(name.toString());
            write(field.getValue(), out, depth);
        }
        out.endObject();
    }

    private static void writeArray(Iterable<?> elements, JsonWriter out, int depth) throws IOException {
        out.beginArray();
        for (Object element : elements) {
            write(element, out, depth);
        }
        out.endArray();
    }

    private static void writeNumber(Number number, JsonWriter out) throws IOException {
        try {
            out.value(number);
        } catch (IllegalArgumentException notANumberInJson) {
            // Gson's message quotes the number, and this one must not
            throw noJsonForm("A " + number.getClass().getSimpleName() + " that is not a finite decimal number");
        }
    }

    private static int deeper(int depth) {
        if (depth == DEEPEST) {
            throw noJsonForm("A value nested more than " + DEEPEST + " levels deep");
        }
        return depth + 1;
    }

    private static IllegalArgumentException noJsonForm(String what) {
        return new IllegalArgumentException(what + " has no JSON form");
    }
}
