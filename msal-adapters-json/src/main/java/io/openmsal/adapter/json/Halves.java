package io.openmsal.adapter.json;

/** Halves of surrogate pairs that stand alone. */
final class Halves {

    private Halves() {}

    /** A JSON text in which each is an escape: it stands in a string, and as it is UTF-8 could not carry it. */
    static String escaped(CharSequence json) {
        StringBuilder escaped = null;
        int copied = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isSupplementaryCodePoint(Character.codePointAt(json, i))) {
                i++;
                continue;
            }
            if (escaped == null) {
                escaped = new StringBuilder(json.length() + 5);
            }
            escaped.append(json, copied, i).append("\\u").append(Integer.toHexString(c));
            copied = i + 1;
        }
        return escaped == null
                ? json.toString()
                : escaped.append(json, copied, json.length()).toString();
    }
}
