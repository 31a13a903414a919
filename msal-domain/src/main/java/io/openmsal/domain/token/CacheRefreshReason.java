package io.openmsal.domain.token;

/** Why the cache alone did not do. The numbers are those of the telemetry that the service expects. */
public enum CacheRefreshReason {
    /** The cache served, or this way of getting a token does not look there. */
    NOT_APPLICABLE(0),
    /** The caller asked for a new token, or had a claims challenge to satisfy. */
    FORCE_REFRESH(1),
    /** There was no token for these scopes. */
    NO_CACHED_ACCESS_TOKEN(2),
    /** There was one, and it had expired. */
    EXPIRED(3),
    /** There was a good one that the server advised to renew. */
    PROACTIVE_REFRESH(4);

    private final int code;

    CacheRefreshReason(int code) {
        this.code = code;
    }

    /**
     * The number on the wire.
     *
     * @return a digit
     */
    public int code() {
        return code;
    }
}
