package io.openmsal.domain.oauth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a web API wants to be authenticated to (RFC 9110 §11.6.1).
 *
 * @param scheme such as {@code Bearer}, as it was written
 * @param parameters values by names in lower case; the first of a name
 */
record Challenge(String scheme, Map<String, String> parameters) {

    boolean isOf(String other) {
        return scheme.equalsIgnoreCase(other);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * Those of {@code WWW-Authenticate}, in their order.
     *
     * @throws IllegalArgumentException when the value is not of that form
     */
    static List<Challenge> in(String headerValue) {
        Reader reader = new Reader(headerValue);
        List<Challenge> challenges = new ArrayList<>();
        reader.skipCommas();
        while (!reader.isAtEnd()) {
            challenges.add(new Challenge(reader.token(), reader.parameters()));
            reader.skipCommas();
        }
        return challenges;
    }

    /**
     * The parameters of a header that has nothing else, such as {@code Authentication-Info} (RFC 9110 §11.6.3).
     *
     * @throws IllegalArgumentException when the value is not of that form
     */
    static Map<String, String> parametersIn(String headerValue) {
        Reader reader = new Reader(headerValue);
        Map<String, String> parameters = reader.parameters();
        reader.skipCommas();
        if (!reader.isAtEnd()) {
            throw new IllegalArgumentException("more than parameters");
        }
        return parameters;
    }

    private static final class Reader {

        private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";
        private static final String TOKEN68_CHARACTERS = "-._~+/";

        private final String header;
        private int at;

        private Reader(String header) {
            this.header = header;
        }

        boolean isAtEnd() {
            return at == header.length();
        }

        /** Those that follow a scheme, until the next scheme. */
        Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            skipBlanks();
            if (skippedToken68()) {
                return parameters;
            }
            while (at < header.length()) {
                int before = at;
                skipCommas();
                if (at == header.length()) {
                    break;
                }
                String name = token();
                skipBlanks();
                if (at == header.length() || header.charAt(at) != '=') {
                    at = before;
                    if (header.charAt(before) != ',') {
                        throw new IllegalArgumentException("neither parameter nor scheme");
                    }
                    break;
                }
                at++;
                skipBlanks();
                parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value());
                skipBlanks();
                if (at < header.length() && header.charAt(at) != ',') {
                    throw new IllegalArgumentException("no comma after a parameter");
                }
            }
            return parameters;
        }

        /** A credential-like word instead of parameters, as Negotiate has it. */
        private boolean skippedToken68() {
            int end = at;
            while (end < header.length() && isOneOf(header.charAt(end), TOKEN68_CHARACTERS)) {
                end++;
            }
            if (end == at) {
                return false;
            }
            while (end < header.length() && header.charAt(end) == '=') {
                end++;
            }
            int after = end;
            while (after < header.length() && isBlank(header.charAt(after))) {
                after++;
            }
            if (after < header.length() && header.charAt(after) != ',') {
                return false;
            }
            at = after;
            return true;
        }

        String token() {
            int start = at;
            while (at < header.length() && isOneOf(header.charAt(at), TOKEN_CHARACTERS)) {
                at++;
            }
            if (at == start) {
                throw new IllegalArgumentException("no token");
            }
            return header.substring(start, at);
        }

        private String value() {
            if (at == header.length() || header.charAt(at) != '"') {
                return token();
            }
            StringBuilder text = new StringBuilder();
            at++;
            while (at < header.length() && header.charAt(at) != '"') {
                if (header.charAt(at) == '\\') {
                    at++;
                }
                if (at < header.length()) {
                    text.append(header.charAt(at++));
                }
            }
            if (at == header.length()) {
                throw new IllegalArgumentException("no closing quote");
            }
            at++;
            return text.toString();
        }

        void skipCommas() {
            while (at < header.length() && (header.charAt(at) == ',' || isBlank(header.charAt(at)))) {
                at++;
            }
        }

        private void skipBlanks() {
            while (at < header.length() && isBlank(header.charAt(at))) {
                at++;
            }
        }

        private static boolean isBlank(char character) {
            return character == ' ' || character == '\t';
        }

        private static boolean isOneOf(char character, String others) {
            return (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || others.indexOf(character) >= 0;
        }
    }
}
