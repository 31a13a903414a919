package io.openmsal.adapter.cache;

import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link TokenCacheAccessAspect} is told about one access. Not for many threads. */
public final class TokenCacheAccessContext {

    private final String clientId;
    private final SerializableTokenCache tokenCache;
    private final boolean changed;
    private final JsonCodec codec;

    TokenCacheAccessContext(String clientId, SerializableTokenCache tokenCache, boolean changed, JsonCodec codec) {
        this.clientId = clientId;
        this.tokenCache = tokenCache;
        this.changed = changed;
        this.codec = codec;
    }

    /**
     * The cache that is accessed.
     *
     * @return takes what you keep, and gives what it has
     */
    public SerializableTokenCache tokenCache() {
        return tokenCache;
    }

    /**
     * The application.
     *
     * @return its client id
     */
    public String clientId() {
        return clientId;
    }

    /**
     * Whose tokens these are, when the cache as it is now holds one person's: of use to keep, beside the text, whom it belongs to.
     * Where to look is decided before anything is read, so nothing is known then; MSAL4J names the account for some reads and for no write.
     *
     * @return the home account id, or empty before the text is there, and for a cache of nobody or of several people
     */
    public Optional<String> account() {
        Set<String> people = new LinkedHashSet<>();
        try {
            if (!tokenCache.serialize().isEmpty()
                    && codec.read(tokenCache.serialize()) instanceof Map<?, ?> document
                    && document.get("Account") instanceof Map<?, ?> accounts) {
                for (Object account : accounts.values()) {
                    if (account instanceof Map<?, ?> entry && entry.get("home_account_id") instanceof String home) {
                        people.add(home);
                    }
                }
            }
        } catch (MalformedJsonException nobodysYet) {
            return Optional.empty();
        }
        return people.size() == 1 ? people.stream().findFirst() : Optional.empty();
    }

    /**
     * Whether there is something to keep.
     *
     * @return true after the cache was changed; false before, and when it was only read
     */
    public boolean hasCacheChanged() {
        return changed;
    }

    /** The application, and whether the cache has changed. */
    @Override
    public String toString() {
        return (changed ? "changed " : "") + tokenCache + " of " + clientId;
    }
}
