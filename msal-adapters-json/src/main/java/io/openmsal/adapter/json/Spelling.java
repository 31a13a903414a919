package io.openmsal.adapter.json;

/**
 * How RFC 8259 spells strings and literals (§3, §7). Gson's strict mode says the same, and since Gson 2.14 refuses halves of
 * surrogate pairs, which the grammar allows (§8.2) and other programs write; the mode that takes them takes more besides.
 */
final class Spelling {

    private static final String ESCAPES = "\"\\/bfnrtu";

    private Spelling() {}

    /** Where a text that Gson took is spelled otherwise, or -1. */
    static int fault(String json) {
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (!inString) {
                if (isCapital(c) && !isExponent(json, i)) {
                    return i;
                }
            } else if (c == '\\') {
                i++;
                if (ESCAPES.indexOf(json.charAt(i)) < 0) {
                    return i;
                }
                continue;
            } else if (c < ' ') {
                return i;
            }
            if (c == '"') {
                inString = !inString;
            }
        }
        return -1;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isExponent(String json, int i) {
        return json.charAt(i) == 'E' && i > 0 && Character.isDigit(json.charAt(i - 1));
    }
}
