package io.openmsal.domain.exchange;

import io.openmsal.port.Secret;
import java.nio.charset.StandardCharsets;

/**
 * A secret as a server may echo it: as it is, or as a form spells it (RFC 6749 appendix B), which is how it was sent. What encoders leave as it
 * is differs, and so do their spaces and the case of their digits. No pattern, whose compiler has no room for a secret of any length.
 */
final class SentSecret {

    private static final int NOT_THERE = -1;

    private final String plain;

    SentSecret(Secret sent) {
        this.plain = sent.reveal();
    }

    int length() {
        return plain.length();
    }

    /** The text with other words wherever the secret stands. */
    String replacedIn(String text, String words) {
        StringBuilder clean = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = endAt(at, text);
            if (end == NOT_THERE) {
                clean.append(text.charAt(at++));
            } else {
                clean.append(words);
                at = end;
            }
        }
        return clean.toString();
    }

    /** Where it ends, if it stands here. */
    private int endAt(int begin, String text) {
        if (text.startsWith(plain, begin)) {
            return begin + plain.length();
        }
        int end = begin;
        for (int i = 0; i < plain.length() && end != NOT_THERE; i = plain.offsetByCodePoints(i, 1)) {
            end = endOf(plain.codePointAt(i), end, text);
        }
        return end;
    }

    private static int endOf(int letter, int begin, String text) {
        if (begin >= text.length()) {
            return NOT_THERE;
        }
        // first, since a percent sign may be one of the secret's own
        int encoded = text.charAt(begin) == '%' ? endOfEncoded(letter, begin, text) : NOT_THERE;
        if (encoded != NOT_THERE) {
            return encoded;
        }
        if (text.codePointAt(begin) == letter) {
            return begin + Character.charCount(letter);
        }
        return letter == ' ' && text.charAt(begin) == '+' ? begin + 1 : NOT_THERE;
    }

    private static int endOfEncoded(int letter, int begin, String text) {
        int end = begin;
        for (byte part : new String(Character.toChars(letter)).getBytes(StandardCharsets.UTF_8)) {
            String encoded = String.format("%%%02X", part);
            if (!text.regionMatches(true, end, encoded, 0, encoded.length())) {
                return NOT_THERE;
            }
            end += encoded.length();
        }
        return end;
    }
}
