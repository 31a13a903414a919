package io.openmsal.testing.json;

import io.openmsal.port.json.MalformedJsonException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text by recursive descent, rule by rule as RFC 8259 §2 to §7 states them. Used once, by one thread. */
final class JsonText {

    static final int DEEPEST = 128;

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*+)(\\.\\d++)?([eE][+-]?\\d++)?");
    // turning digits into a BigInteger costs the square of their number
    private static final int LONGEST_NUMBER = 1000;

    private final String text;
    private int at;

    JsonText(String text) {
        this.text = text;
    }

    @Nullable
    Object document() throws MalformedJsonException {
        Object value = value(0);
        skipWhiteSpace();
        if (at < text.length()) {
            throw malformed("Something follows the JSON value");
        }
        return value;
    }

    private @Nullable Object value(int depth) throws MalformedJsonException {
        skipWhiteSpace();
        return switch (next()) {
            case '{' -> object(deeper(depth));
            case '[' -> array(deeper(depth));
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws MalformedJsonException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        expect('{');
        skipWhiteSpace();
        if (next() == '}') {
            at++;
            return fields;
        }
        do {
            skipWhiteSpace();
            String name = string();
            if (fields.containsKey(name)) {
                throw malformed("A JSON object has one key twice");
            }
            skipWhiteSpace();
            expect(':');
            fields.put(name, value(depth));
        } while (goesOn('}'));
        return fields;
    }

    private List<@Nullable Object> array(int depth) throws MalformedJsonException {
        List<@Nullable Object> elements = new ArrayList<>();
        expect('[');
        skipWhiteSpace();
        if (next() == ']') {
            at++;
            return elements;
        }
        do {
            elements.add(value(depth));
        } while (goesOn(']'));
        return elements;
    }

    /** Whether a comma follows, or else the closing bracket. */
    private boolean goesOn(char closing) throws MalformedJsonException {
        skipWhiteSpace();
        if (next() == ',') {
            at++;
            return true;
        }
        expect(closing);
        return false;
    }

    private String string() throws MalformedJsonException {
        expect('"');
        StringBuilder content = new StringBuilder();
        while (next() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw malformed("A control character stands in a JSON string");
            }
            content.append(c == '\\' ? escape() : c);
        }
        at++;
        return content.toString();
    }

    private char escape() throws MalformedJsonException {
        char kind = next();
        at++;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> fourHexDigits();
            default -> throw malformed("An escape in a JSON string is unknown");
        };
    }

    private char fourHexDigits() throws MalformedJsonException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = next() < 128 ? Character.digit(next(), 16) : -1;
            if (digit < 0) {
                throw malformed("A \\u escape in a JSON string has no four hexadecimal digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private @Nullable Object literal(String word, @Nullable Object meaning) throws MalformedJsonException {
        if (!text.startsWith(word, at)) {
            throw malformed("Not JSON");
        }
        at += word.length();
        return meaning;
    }

    private Number number() throws MalformedJsonException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw malformed("Not JSON");
        }
        String literal = number.group();
        if (literal.length() > LONGEST_NUMBER) {
            throw malformed("A JSON number is too long");
        }
        at = number.end();
        if (number.group(1) == null && number.group(2) == null) {
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

    private char next() throws MalformedJsonException {
        if (at >= text.length()) {
            throw malformed("The JSON text ends too early");
        }
        return text.charAt(at);
    }

    private void expect(char wanted) throws MalformedJsonException {
        if (next() != wanted) {
            throw malformed("Not JSON");
        }
        at++;
    }

    private void skipWhiteSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private int deeper(int depth) throws MalformedJsonException {
        if (depth == DEEPEST) {
            throw malformed("JSON is nested more than " + DEEPEST + " levels deep");
        }
        return depth + 1;
    }

    private MalformedJsonException malformed(String what) {
        return new MalformedJsonException(what + ", at character " + (at + 1));
    }
}
