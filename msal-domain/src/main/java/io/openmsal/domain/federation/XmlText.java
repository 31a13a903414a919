package io.openmsal.domain.federation;

import io.openmsal.domain.failure.MsalConfigurationException;

/** What people type, written so that it stays text wherever it is put into XML. */
final class XmlText {

    private XmlText() {}

    /**
     * Escapes a text for the content of an element.
     *
     * @param text what was typed
     * @param what what it is, for the message
     * @throws MsalConfigurationException when it has a character that XML cannot carry (XML 1.0 §2.2), even escaped
     */
    static String escape(String text, String what) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (!isCarried(character)) {
                throw new MsalConfigurationException(
                        "unsupported_character",
                        "The " + what + " has a control character or half a character, which cannot be sent to the"
                                + " user's organization. Check it; nothing was sent there.");
            }
            append(escaped, character);
            i += Character.charCount(character);
        }
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int character) {
        switch (character) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&apos;");
            // read as a line feed if it stood there by itself (XML 1.0 §2.11)
            case '\r' -> escaped.append("&#13;");
            default -> escaped.appendCodePoint(character);
        }
    }

    private static boolean isCarried(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
