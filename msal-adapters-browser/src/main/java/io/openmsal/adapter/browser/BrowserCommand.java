package io.openmsal.adapter.browser;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to open a page: a program, its arguments, and how to read what becomes of it. The address is always one argument of
 * its own, so nothing in it can be taken for an option or a command.
 */
final class BrowserCommand {

    /** Stands for the address among the words; without it the address comes last. */
    private static final String PLACE = "%s";

    private final List<String> words;
    private final boolean isBrowser;

    private BrowserCommand(List<String> words, boolean isBrowser) {
        this.words = words;
        this.isBrowser = isBrowser;
    }

    /** A browser itself: while it runs, the page is shown. */
    static BrowserCommand browser(List<String> words) {
        return new BrowserCommand(words, true);
    }

    /** Something that hands the address on to a browser: it should end soon, and as long as it runs nobody knows. */
    static BrowserCommand opener(String... words) {
        return new BrowserCommand(Arrays.asList(words), false);
    }

    /**
     * Windows' handler of addresses, which takes all that follows as it stands. Explorer would take a comma or an equals sign for
     * the end of it, and show a folder instead of the page.
     *
     * @param rundll32 the program that runs the handler, as the system at hand finds it
     */
    static BrowserCommand windowsHandler(String rundll32) {
        return opener(rundll32, "url.dll,FileProtocolHandler");
    }

    /** A shell after all, so the address stands between quotes it cannot close: see {@link #wordsFor}. */
    static BrowserCommand powershell() {
        return opener("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", "Start-Process '" + PLACE + "'");
    }

    String name() {
        return words.get(0);
    }

    boolean isBrowser() {
        return isBrowser;
    }

    List<String> wordsFor(URI address) {
        // An address in ASCII has neither blanks nor double quotes. The apostrophe is the one character left that a
        // shell
        // could take for the end of it, and providers read its encoded form just the same.
        String text = address.toASCIIString().replace("'", "%27");
        List<String> all = new ArrayList<>();
        boolean placed = false;
        for (String word : words) {
            placed |= word.contains(PLACE);
            all.add(word.replace(PLACE, text));
        }
        if (!placed) {
            all.add(text);
        }
        return all;
    }
}
