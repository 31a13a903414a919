package io.openmsal.domain.cache;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.time.Duration;
import java.util.Objects;

/**
 * How a cache lies in its store, how long what was read from there is believed, and what a store that fails costs. Immutable; start
 * with one of the two layouts.
 */
public final class StoreOptions {

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final StoreLayout layout;
    private final Duration trust;
    private final boolean failing;

    private StoreOptions(StoreLayout layout, Duration trust, boolean failing) {
        this.layout = layout;
        this.trust = trust;
        this.failing = failing;
    }

    /**
     * Everything in one document, which other MSALs can open: for a desktop, a command line, one person. Each change reads and
     * writes all of it. The store is asked when no good token is at hand, and for each change; never for a hit.
     *
     * @return options that go on without a store that fails
     */
    public static StoreOptions wholeDocument() {
        return new StoreOptions(StoreLayout.WHOLE_DOCUMENT, FOR_EVER, false);
    }

    /**
     * A document for each person, for each tenant of the application's own tokens, and for each user assertion: for servers. What a
     * change costs does not depend on how many people there are. What was read is believed for 30 seconds.
     *
     * @return options that go on without a store that fails
     */
    public static StoreOptions perPartition() {
        return new StoreOptions(StoreLayout.PER_PARTITION, Duration.ofSeconds(30), false);
    }

    /**
     * Sets how long a hit believes what this process has, before the store is asked whether there is something newer. Within this
     * time, and that of the store's answer, what one process removed is gone from all. One caller asks; others go on meanwhile.
     *
     * @param period {@link Duration#ZERO} asks at each hit
     * @return other options
     * @throws MsalConfigurationException when it is less than nothing
     */
    public StoreOptions trustedFor(Duration period) {
        Objects.requireNonNull(period, "period");
        if (period.isNegative()) {
            throw new MsalConfigurationException(
                    "invalid_trust_period",
                    "Tokens of a store cannot be believed for less than no time. Use 0 to ask at each hit.");
        }
        return new StoreOptions(layout, period, failing);
    }

    /**
     * Lets calls fail with {@link io.openmsal.domain.failure.MsalStoreException} while the store does. Without this they go on with what the process has,
     * the operator gets one warning, and what is missing in the store is written later. In either case a token that is believed is
     * handed out without asking the store.
     *
     * @return other options
     */
    public StoreOptions failingWithStore() {
        return new StoreOptions(layout, trust, true);
    }

    StoreLayout layout() {
        return layout;
    }

    Duration trust() {
        return trust;
    }

    boolean failsWithStore() {
        return failing;
    }

    /** The layout and the settings. */
    @Override
    public String toString() {
        return layout
                + (trust.equals(FOR_EVER) ? ", trusted until a token is missing" : ", trusted for " + trust)
                + (failing ? ", failing with the store" : ", going on without the store");
    }
}
