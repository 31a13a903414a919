package io.openmsal.testing.json;

/** Tells the two halves of a character beyond U+FFFF from a half without its other one, which UTF-8 cannot carry (RFC 7493 §2.1). */
final class SurrogatePairs {

    private SurrogatePairs() {}

    static boolean isHalf(CharSequence text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
