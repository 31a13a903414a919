package io.openmsal.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file as messages call it. Whoever gives a key where its file is wanted does not find it in a log. */
final class FileName {

    private static final int LONGEST = 500;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=_-]{100,}");

    private FileName() {}

    /** Its name; or that it has none, where what was given is content. */
    static String of(Path file) {
        return isName(file) ? file.toString() : "(not shown: what was given looks like the content of one)";
    }

    /** Whether it may be told, in messages and in what caused them. */
    static boolean isName(Path file) {
        String text = file.toString();
        return text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl)
                && !text.contains("-----BEGIN")
                && !BASE64.matcher(text).matches();
    }
}
