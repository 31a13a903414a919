package io.openmsal.adapter.browser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Splits a command as a person writes it: at white space, except between single or double quotes. No escapes, no variables. */
final class CommandLine {

    private CommandLine() {}

    /**
     * The words of a command.
     *
     * @throws IllegalArgumentException when a quote is not closed, or there is no word
     */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("A quote is not closed in the browser command: " + text);
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("The browser command is empty: name a program");
        }
        return Collections.unmodifiableList(words);
    }
}
