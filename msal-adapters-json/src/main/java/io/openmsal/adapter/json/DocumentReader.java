package io.openmsal.adapter.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.openmsal.port.json.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one document. Used once, by one thread. */
final class DocumentReader {

    private final String text;
    private final JsonReader in;

    DocumentReader(String text) {
        this.text = text;
        in = new JsonReader(new StringReader(text));
        in.setStrictness(Strictness.LEGACY_STRICT);
    }

    @Nullable
    Object document() throws MalformedJsonException {
        String fault = "Not JSON";
        try {
            Object value = value(0);
            fault = "Something follows the JSON value";
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw malformed(fault);
            }
            int misspelled = Spelling.fault(text);
            if (misspelled >= 0) {
                throw malformed("Not JSON", misspelled);
            }
            return value;
        } catch (EOFException end) {
            throw malformed("The JSON text ends too early");
        } catch (IOException | NumberFormatException | IllegalStateException notJson) {
            // Gson's messages quote the text: only the place is taken over
            throw malformed(fault);
        }
    }

    private @Nullable Object value(int depth) throws IOException, MalformedJsonException {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> object(deeper(depth));
            case BEGIN_ARRAY -> array(deeper(depth));
            case STRING -> in.nextString();
            case NUMBER -> number(in.nextString());
            case BOOLEAN -> in.nextBoolean();
            case NULL -> {
                in.nextNull();
                yield null;
            }
            case END_OBJECT, END_ARRAY, NAME, END_DOCUMENT -> throw malformed("A JSON value is missing");
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws IOException, MalformedJsonException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (fields.containsKey(name)) {
                throw malformed("A JSON object has one key twice");
            }
            fields.put(name, value(depth));
        }
        in.endObject();
        return fields;
    }

    private List<@Nullable Object> array(int depth) throws IOException, MalformedJsonException {
        List<@Nullable Object> elements = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            elements.add(value(depth));
        }
        in.endArray();
        return elements;
    }

    private Number number(String literal) throws MalformedJsonException {
        if (isWhole(literal)) {
            BigInteger whole = new BigInteger(literal);
            if (whole.bitLength() < Long.SIZE) {
                return whole.longValue();
            }
            return whole;
        }
        double value = Double.parseDouble(literal);
        if (Double.isInfinite(value)) {
            throw malformed("A JSON number is too large");
        }
        return value;
    }

    private static boolean isWhole(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private int deeper(int depth) throws MalformedJsonException {
        if (depth == GsonJsonCodec.DEEPEST) {
            throw malformed("JSON is nested more than " + GsonJsonCodec.DEEPEST + " levels deep");
        }
        return depth + 1;
    }

    private MalformedJsonException malformed(String what, int at) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new MalformedJsonException(what + ", at line " + line + " column " + (at - lineStart + 1));
    }

    private MalformedJsonException malformed(String what) {
        // the reader tells its place in its toString alone, followed by a path whose names must not be quoted
        Matcher place = Pattern.compile("line \\d+ column \\d+").matcher(in.toString());
        return new MalformedJsonException(place.find() ? what + ", at " + place.group() : what);
    }
}
