package io.openmsal.domain.token;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much life an access token from the cache must have left, so that it does not expire on its way to the web API.
 * Immutable and safe for many threads.
 */
public final class MinimumLifetime {

    private static final MinimumLifetime STANDARD = new MinimumLifetime(300, true);

    private final long seconds;
    private final boolean forgiving;

    private MinimumLifetime(long seconds, boolean forgiving) {
        this.seconds = seconds;
        this.forgiving = forgiving;
    }

    /**
     * Five minutes, as with every MSAL, but never more than half of a token's own life: some providers issue tokens for five
     * minutes, and those would otherwise never serve at all.
     *
     * @return the same object each time
     */
    public static MinimumLifetime standard() {
        return STANDARD;
    }

    /**
     * Exactly what the caller says.
     *
     * @param lifetime how much life must be left, cut to whole seconds
     * @return the requirement
     */
    public static MinimumLifetime of(Duration lifetime) {
        return new MinimumLifetime(Objects.requireNonNull(lifetime, "lifetime").get(ChronoUnit.SECONDS), false);
    }

    /** The seconds that must be left of a token which lives from one instant to another. */
    long secondsOf(long livesFrom, long livesUntil) {
        return forgiving ? Math.min(seconds, (livesUntil - livesFrom) / 2) : seconds;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MinimumLifetime lifetime
                && seconds == lifetime.seconds
                && forgiving == lifetime.forgiving;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(seconds) * 31 + (forgiving ? 1 : 0);
    }

    /** The seconds. */
    @Override
    public String toString() {
        return (forgiving ? "at most " : "") + seconds + " s";
    }
}
