package io.openmsal.domain.exchange;

import io.openmsal.port.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a server's words what must not be printed: the secrets that were sent to it, which some servers echo, and
 * anything that looks like a token.
 */
public final class Scrubber {

    private static final int LONGEST = 2000;
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*){0,4}");
    private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9_~+/=.-]{64,}");
    private static final int SHORTEST_SECRET = 4;

    private final List<SentSecret> secrets = new ArrayList<>();

    /**
     * A scrubber for the answer to one request.
     *
     * @param sent the secrets the request carried
     */
    public Scrubber(Collection<Secret> sent) {
        for (Secret secret : sent) {
            if (secret.reveal().length() >= SHORTEST_SECRET) {
                secrets.add(new SentSecret(secret));
            }
        }
        // one that begins with another would leave its end behind
        secrets.sort(Comparator.comparingInt(SentSecret::length).reversed());
    }

    /**
     * The text without secrets.
     *
     * @param text what the server said
     * @return the text fit for messages, at most 2 000 characters
     */
    public String scrub(String text) {
        String clean = text;
        for (SentSecret secret : secrets) {
            clean = secret.replacedIn(clean, "[secret]");
        }
        // only now, since a secret that is cut is not found any more
        clean = clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
        clean = JWT.matcher(clean).replaceAll("[token]");
        return OPAQUE.matcher(clean).replaceAll("[token]");
    }
}
