package io.openmsal.domain.cache;

import io.openmsal.domain.token.RefreshToken;
import java.util.Optional;

/**
 * A new refresh token takes the place of the one it was got with and of no other: a change that could not be saved for a while, and is made
 * when another process has long gone on, would otherwise bring back one that is used up.
 */
final class Rotation {

    private Rotation() {}

    /**
     * What may be kept of what arrived.
     *
     * @param received the refresh token that came, if one did
     * @param redeemed the one it was got with
     * @param present the one that is kept at the moment
     * @return what came, or nothing when somebody else has gone on meanwhile
     */
    static Optional<RefreshToken> next(
            Optional<RefreshToken> received, RefreshToken redeemed, Optional<RefreshToken> present) {
        return received.filter(ours ->
                present.map(token -> is(token, redeemed) || is(token, ours)).orElse(true));
    }

    private static boolean is(RefreshToken one, RefreshToken other) {
        return one.secret().equals(other.secret());
    }
}
