package io.openmsal.cli;

/** Text that came from elsewhere, made harmless for a terminal: a server's words could otherwise move its cursor or recolour it. */
final class PrintableText {

    private PrintableText() {}

    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(isHarmless(c) ? c : '?'));
        return printable.toString();
    }

    /** The same for one of several values in a line: it can end neither itself nor the line. */
    static String field(String text) {
        return of(text.replaceAll("[\n\t]", "?"));
    }

    private static boolean isHarmless(int c) {
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }
}
