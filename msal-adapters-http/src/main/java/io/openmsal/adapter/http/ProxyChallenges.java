package io.openmsal.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which a proxy lets somebody prove who they are ({@code Proxy-Authenticate}, RFC 9110 §11.7.1). Immutable. */
final class ProxyChallenges {

    /** A name that begins a challenge, and not one of a parameter, which an equals sign follows. */
    private static final Pattern SCHEME =
            Pattern.compile("(?:^|,)\\s*([\\w!#$%&'*+.^`|~-]+)(?=\\s*(?:,|$)|\\s+[^=\\s])");

    private final List<String> schemes;

    private ProxyChallenges(List<String> schemes) {
        this.schemes = schemes;
    }

    static ProxyChallenges none() {
        return new ProxyChallenges(new ArrayList<>());
    }

    /** What is in the values of the header field, of which each may hold several. */
    static ProxyChallenges in(Iterable<String> values) {
        List<String> schemes = new ArrayList<>();
        for (String value : values) {
            for (Matcher scheme = SCHEME.matcher(value); scheme.find(); ) {
                if (!schemes.contains(scheme.group(1))) {
                    schemes.add(scheme.group(1));
                }
            }
        }
        return new ProxyChallenges(schemes);
    }

    /** Whether a user name and a password are an answer: NTLM and Negotiate want an account of a directory, as this machine has it. */
    static boolean takesPassword(String scheme) {
        String name = scheme.toLowerCase(Locale.ROOT);
        return name.equals("basic") || name.equals("digest");
    }

    /** Whether none of them takes a password; false also when none is known. */
    boolean takeNoPassword() {
        return !schemes.isEmpty() && schemes.stream().noneMatch(ProxyChallenges::takesPassword);
    }

    /** Their names. */
    @Override
    public String toString() {
        return String.join(" and ", schemes);
    }
}
