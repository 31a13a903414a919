package io.openmsal.domain.cache;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.store.TokenStore;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a cache lies in its store, how long what was read from there is believed, and what a store that fails costs. Immutable; start
 * with one of the two layouts.
 */
public final class StoreOptions {

    /** A lease that a killed process left must not hold up the others for longer. */
    static final Duration LONGEST_LEASE = Duration.ofMinutes(5);

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration USUAL_LEASE = Duration.ofSeconds(30);

    private final StoreLayout layout;
    private final Duration trust;
    private final boolean failing;
    private final Duration lease;

    private StoreOptions(StoreLayout layout, Duration trust, boolean failing, Duration lease) {
        this.layout = layout;
        this.trust = trust;
        this.failing = failing;
        this.lease = lease;
    }

    /**
     * Everything in one document of the JSON that all MSALs share: for a desktop, a command line, one person. Each change reads and
     * writes all of it. The store is asked when no good token is at hand, and for each change; never for a hit.
     *
     * @return options that go on without a store that fails
     */
    public static StoreOptions wholeDocument() {
        return new StoreOptions(StoreLayout.WHOLE_DOCUMENT, FOR_EVER, false, Duration.ZERO);
    }

    /**
     * A document for each person, for each tenant of the application's own tokens, and for each user assertion: for servers. What a
     * change costs does not depend on how many people there are. What was read is believed for 30 seconds.
     *
     * @return options that go on without a store that fails
     */
    public static StoreOptions perPartition() {
        return new StoreOptions(StoreLayout.PER_PARTITION, Duration.ofSeconds(30), false, Duration.ZERO);
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
        return new StoreOptions(layout, period, failing, lease);
    }

    /**
     * Lets calls fail with {@link io.openmsal.domain.failure.MsalStoreException} while the store does. Without this they go on with what the process has,
     * the operator gets one warning, and what is missing in the store is written later. In either case a token that is believed is
     * handed out without asking the store, and one that the server advised to renew serves on when the store fails its renewal.
     *
     * @return other options
     */
    public StoreOptions failingWithStore() {
        return new StoreOptions(layout, trust, true, lease);
    }

    /**
     * Lets one process at a time ask the provider for what all of them want, as {@link #oneRenewalAmongNodes(Duration)} does, for half a
     * minute at most.
     *
     * @return other options
     */
    public StoreOptions oneRenewalAmongNodes() {
        return oneRenewalAmongNodes(USUAL_LEASE);
    }

    /**
     * Lets one process at a time, of all that share the store, ask the provider for what all of them want; the others wait within their
     * own deadlines and take what it has stored. So a cluster sends one request where it would send one for each process, and a
     * refresh token that serves once is not redeemed twice. Costs a renewal four small requests to the store, and a hit nothing.
     *
     * <p>Whoever asks notes so in the store, in a document of its own, for as long as that takes; the store therefore has to hold more
     * than one, which a single file does not. While the store is down there is nobody who could be asked: then each process asks the provider
     * for itself, or its calls fail, as {@link #failingWithStore()} says. The latter is right for refresh tokens that serve once.
     *
     * @param longest how long one process may ask at most, at least a second and at most five minutes; the request is given up at its end.
     *     For so long the others wait for a process that was killed meanwhile
     * @return other options
     * @throws MsalConfigurationException when it is out of these bounds
     */
    public StoreOptions oneRenewalAmongNodes(Duration longest) {
        Objects.requireNonNull(longest, "longest");
        if (longest.compareTo(Duration.ofSeconds(1)) < 0 || longest.compareTo(LONGEST_LEASE) > 0) {
            throw new MsalConfigurationException(
                    "invalid_lease",
                    "A process may ask the provider for all others for 1 to " + LONGEST_LEASE.toSeconds()
                            + " seconds. Choose a time that a token request takes at most, such as 30 seconds.");
        }
        return new StoreOptions(layout, trust, failing, longest);
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

    StoreOptions checkedToHaveNoLeases() {
        if (hasLeases()) {
            throw new MsalConfigurationException(
                    "invalid_lease",
                    "One renewal among nodes needs something that waits for the others. Hand a Sleeper to TokenCache.backedBy.");
        }
        return this;
    }

    /** A store of one document has room for the whole cache and for nothing beside it. */
    StoreOptions checkedToFitInto(TokenStore store) {
        Optional<String> only = store.onlyPartition();
        if (only.isPresent() && (hasLeases() || !layout.fitsInto(only.get()))) {
            throw new MsalConfigurationException(
                    "store_of_one_document",
                    "The " + store + " has room for the one document " + only.get() + ", and "
                            + (hasLeases()
                                    ? "one renewal among nodes needs one beside it"
                                    : "the cache is laid out as " + layout)
                            + ". Use StoreOptions.wholeDocument() without oneRenewalAmongNodes() and the partition name "
                            + TokenCache.WHOLE_CACHE + ", or a store for many documents.");
        }
        return this;
    }

    boolean hasLeases() {
        return !lease.isZero();
    }

    Duration lease() {
        return lease;
    }

    /** The layout and the settings. */
    @Override
    public String toString() {
        return layout
                + (trust.equals(FOR_EVER) ? ", trusted until a token is missing" : ", trusted for " + trust)
                + (failing ? ", failing with the store" : ", going on without the store")
                + (hasLeases() ? ", one renewal among nodes for " + lease : "");
    }
}
