package io.openmsal.domain.flow;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AccessToken;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why good tokens could not be renewed, so that each reason is told once for each token: the next try is a minute away, and would fill a
 * log until the token expires. A token that was renewed is another one. Remembers as many reasons as there may be tokens; what was not met for longest is
 * forgotten first. Safe for many threads.
 */
final class RenewalTroubles {

    private final Map<Trouble, Boolean> known;

    private record Trouble(Object flight, long keptAt, String errorCode) {}

    /** @param most how many reasons are remembered */
    RenewalTroubles(int most) {
        this.known = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Trouble, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    /** Whether this is the first time that this token could not be renewed for this reason. */
    synchronized boolean isNews(Object flight, AccessToken token, MsalException failure) {
        return known.put(new Trouble(flight, token.cachedAt(), failure.errorCode()), true) == null;
    }
}
