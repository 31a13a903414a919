package io.openmsal.adapter.xml;

import java.util.Map;

/**
 * The text of a document that a parser accepted, so that tags can be told from the rest by their first characters: it is
 * well-formed and has no document type declaration.
 */
final class SourceText {

    private final String text;

    SourceText(String text) {
        this.text = text;
    }

    /**
     * One element as it was written.
     *
     * @param position how many start tags stand before its own
     * @param around the namespaces that are declared around it and not in its own start tag, by prefix
     */
    String element(int position, Map<String, String> around) {
        int tagsBefore = 0;
        int start = -1;
        int depth = 0;
        int at = text.indexOf('<');
        while (at >= 0) {
            int end = endOfMarkup(at);
            if (isStartTag(at)) {
                if (tagsBefore++ == position) {
                    start = at;
                }
                if (start >= 0 && text.charAt(end - 2) != '/') {
                    depth++;
                }
            } else if (start >= 0 && text.startsWith("</", at)) {
                depth--;
            }
            if (start >= 0 && depth == 0) {
                return standingAlone(text.substring(start, end), around);
            }
            at = text.indexOf('<', end);
        }
        throw new IllegalArgumentException("the document has no element at position " + position);
    }

    private boolean isStartTag(int at) {
        char next = text.charAt(at + 1);
        return next != '/' && next != '!' && next != '?';
    }

    private int endOfMarkup(int at) {
        if (text.startsWith("<!--", at)) {
            return after("-->", at + 4);
        }
        if (text.startsWith("<![CDATA[", at)) {
            return after("]]>", at + 9);
        }
        if (text.startsWith("<?", at)) {
            return after("?>", at + 2);
        }
        return endOfTag(at);
    }

    private int after(String mark, int from) {
        return text.indexOf(mark, from) + mark.length();
    }

    /** An angle bracket may stand in the value of an attribute. */
    private int endOfTag(int at) {
        int end = at;
        while (text.charAt(end) != '>') {
            char quote = text.charAt(end);
            end = quote == '"' || quote == '\'' ? text.indexOf(quote, end + 1) + 1 : end + 1;
        }
        return end + 1;
    }

    private static String standingAlone(String element, Map<String, String> around) {
        StringBuilder declarations = new StringBuilder();
        around.forEach((prefix, namespace) -> {
            if (prefix.isEmpty()) {
                declare(declarations, "xmlns", namespace);
            } else if (names(element, prefix)) {
                declare(declarations, "xmlns:" + prefix, namespace);
            }
        });
        return new StringBuilder(element)
                .insert(endOfName(element), declarations)
                .toString();
    }

    /** Whether a prefix begins a name: of an element, of an attribute, or in a value or a text that is one (QName). */
    private static boolean names(String element, String prefix) {
        int at = element.indexOf(prefix + ":");
        while (at > 0 && "</ \t\r\n\"'>".indexOf(element.charAt(at - 1)) < 0) {
            at = element.indexOf(prefix + ":", at + 1);
        }
        return at > 0;
    }

    private static void declare(StringBuilder declarations, String attribute, String namespace) {
        declarations
                .append(' ')
                .append(attribute)
                .append("=\"")
                .append(namespace.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"))
                .append('"');
    }

    private static int endOfName(String element) {
        int end = 1;
        while (" \t\r\n/>".indexOf(element.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
