package io.openmsal.testing.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain values as compact JSON that also is safe inside HTML. */
final class JsonForm {

    private JsonForm() {}

    static void append(@Nullable Object value, StringBuilder out, int depth) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof CharSequence text) {
            appendString(text, out);
        } else if (value instanceof Number number) {
            appendNumber(number, out);
        } else if (value instanceof Map<?, ?> fields) {
            appendObject(fields, out, deeper(depth));
        } else if (value instanceof Iterable<?> elements) {
            appendArray(elements, out, deeper(depth));
        } else {
            throw noJsonForm("A value of " + value.getClass().getName());
        }
    }

    private static void appendObject(Map<?, ?> fields, StringBuilder out, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            if (!(field.getKey() instanceof CharSequence name)) {
                throw noJsonForm("A map with a key that is not text");
            }
            out.append(separator);
            appendString(name, out);
            out.append(':');
            append(field.getValue(), out, depth);
            separator = ",";
        }
        out.append('}');
    }

    private static void appendArray(Iterable<?> elements, StringBuilder out, int depth) {
        out.append('[');
        String separator = "";
        for (Object element : elements) {
            out.append(separator);
            append(element, out, depth);
            separator = ",";
        }
        out.append(']');
    }

    private static void appendNumber(Number number, StringBuilder out) {
        String text = number.toString();
        if (!text.matches("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?")) {
            throw noJsonForm("A " + number.getClass().getSimpleName() + " that is not a finite decimal number");
        }
        out.append(text);
    }

    private static void appendString(CharSequence text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || "<>&='\u007f\u2028\u2029".indexOf(c) >= 0 || SurrogatePairs.isHalf(text, i)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static int deeper(int depth) {
        if (depth == JsonText.DEEPEST) {
            throw noJsonForm("A value nested more than " + JsonText.DEEPEST + " levels deep");
        }
        return depth + 1;
    }

    private static IllegalArgumentException noJsonForm(String what) {
        return new IllegalArgumentException(what + " has no JSON form");
    }
}
