package io.openmsal.domain.token;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An access token with the ID token that goes with it: what is handed out together. Immutable and safe for many threads.
 */
public final class GrantedTokens {

    private final AccessToken accessToken;
    private final @Nullable IdToken idToken;

    /**
     * Puts two tokens together.
     *
     * @param accessToken the access token
     * @param idToken what the server said about the person, or null
     */
    public GrantedTokens(AccessToken accessToken, @Nullable IdToken idToken) {
        this.accessToken = Objects.requireNonNull(accessToken, "accessToken");
        this.idToken = idToken;
    }

    /**
     * Whether the access token was kept in the past.
     *
     * @param now seconds since 1970
     * @return what {@link AccessToken#isKeptBefore} says
     */
    public boolean isKeptBefore(long now) {
        return accessToken().isKeptBefore(now);
    }

    AccessToken accessToken() {
        return accessToken;
    }

    @Nullable
    IdToken idToken() {
        return idToken;
    }

    /** The same access token as the web API gets it. */
    GrantedTokens with(AccessToken shown) {
        return new GrantedTokens(shown, idToken);
    }

    /** What the access token is for; never a token. */
    @Override
    public String toString() {
        return accessToken.toString();
    }
}
