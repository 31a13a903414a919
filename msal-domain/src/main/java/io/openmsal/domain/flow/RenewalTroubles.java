package io.openmsal.domain.flow;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AccessToken;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Why good tokens could not be renewed, so that each reason is told once for each token: the next try is a minute away, and would fill a
 * log until the token expires. A token that was renewed is another one. Safe for many threads.
 */
final class RenewalTroubles {

    private static final int MOST_KNOWN = 1_000;

    private final Set<Trouble> known = ConcurrentHashMap.newKeySet();

    private record Trouble(Object flight, long keptAt, String errorCode) {}

    /** Whether this is the first time that this token could not be renewed for this reason. */
    boolean isNews(Object flight, AccessToken token, MsalException failure) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.add(new Trouble(flight, token.cachedAt(), failure.errorCode()));
    }
}
