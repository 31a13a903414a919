package io.openmsal.adapter.browser;

/** Text from outside, made harmless for the body of an HTML document. */
final class HtmlText {

    private HtmlText() {}

    /** Escapes what HTML reads as markup, in text and in quoted attributes alike; cuts what is longer than the limit. */
    static String escape(String text, int maxLength) {
        String shown = text.length() <= maxLength ? text : text.substring(0, maxLength) + "…";
        StringBuilder html = new StringBuilder(shown.length() + 16);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }
}
