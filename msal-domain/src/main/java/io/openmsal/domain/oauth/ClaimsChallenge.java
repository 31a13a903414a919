package io.openmsal.domain.oauth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The claims challenge of an API that refuses a token until the issuer has looked again, for the {@code claims} option of the
 * next acquisition. Reads the challenges of RFC 9110 §11.6.1. Not for many threads.
 */
public final class ClaimsChallenge {

    private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";
    private static final String TOKEN68_CHARACTERS = "-._~+/";

    private final String header;
    private int at;

    private ClaimsChallenge(String header) {
        this.header = header;
    }

    /**
     * Finds the challenge in an API's answer.
     *
     * @param headerValue the value of {@code WWW-Authenticate} of an answer with the status 401; may hold several challenges
     * @return the JSON text in {@code claims} of the first {@code Bearer} challenge with {@code error="insufficient_claims"};
     *     empty when there is none, or when it cannot be read
     */
    public static Optional<String> fromWwwAuthenticate(String headerValue) {
        try {
            return new ClaimsChallenge(headerValue).claims();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> claims() {
        Optional<String> found = Optional.empty();
        skipCommas();
        while (at < header.length()) {
            String scheme = token();
            Map<String, String> parameters = parameters();
            if (!found.isPresent()
                    && scheme.equalsIgnoreCase("Bearer")
                    && "insufficient_claims".equals(parameters.get("error"))
                    && parameters.containsKey("claims")) {
                found = Optional.of(decoded(parameters.getOrDefault("claims", "")));
            }
            skipCommas();
        }
        return found;
    }

    /** Those that follow a scheme, until the next scheme. */
    private Map<String, String> parameters() {
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

    private String token() {
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

    private void skipCommas() {
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

    /** Either alphabet, padded or not. Whether it is JSON in full is for whoever reads it. */
    private static String decoded(String base64) {
        byte[] bytes = Base64.getDecoder()
                .decode(base64.replace('-', '+').replace('_', '/').replaceAll("=+$", ""));
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException("not text", notText);
        }
        String trimmed = text.trim();
        if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) {
            throw new IllegalArgumentException("not an object");
        }
        return text;
    }
}
