package io.openmsal.domain.flow;

import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.event.EventSink;
import java.time.Clock;
import java.util.Objects;

/**
 * The tokens of managed identities, the certificates that some are bound to, who is fetching which, and which hosts asked for patience.
 * Applications that share one share all of that, and ask the host once however many of them ask at a time. Tokens of the system-assigned
 * identity never leave the process, whatever store is behind it: the identity is called the same on every machine. Safe for many threads.
 */
public final class ManagedIdentityCache {

    final BindingCertificates certificates;
    final HostPatience patience;
    private final Place shared;
    private final Place ofThisMachine;
    private final Clock clock;

    /** Tokens, and who is fetching which of them. */
    record Place(TokenCache tokens, CacheFirst cacheFirst) {

        Place(TokenCache tokens, Clock clock) {
            this(tokens, new CacheFirst(tokens, clock));
        }
    }

    /**
     * A cache over tokens that are kept elsewhere.
     *
     * @param tokens where they are kept; when that is a store, those of user-assigned identities alone
     * @param clock what tells the time
     */
    public ManagedIdentityCache(TokenCache tokens, Clock clock) {
        this.shared = new Place(Objects.requireNonNull(tokens, "tokens"), clock);
        this.ofThisMachine =
                tokens.isStored() ? new Place(TokenCache.inProcess(clock, EventSink.none()), clock) : shared;
        this.certificates = new BindingCertificates(clock);
        this.patience = HostPatience.remembering(clock);
        this.clock = clock;
    }

    private ManagedIdentityCache(ManagedIdentityCache other, HostPatience patience) {
        this.shared = other.shared;
        this.ofThisMachine = other.ofThisMachine;
        this.certificates = other.certificates;
        this.patience = patience;
        this.clock = other.clock;
    }

    /** Where the tokens of an identity are. One whose id says which it is has the same tokens on every machine that reads the store. */
    Place placeOf(ManagedIdentityId id) {
        return id.isUserAssigned() ? shared : ofThisMachine;
    }

    /**
     * The same cache for an application that sends every request, even to a host that asked for patience a moment ago.
     *
     * @return what shares the tokens, the certificates and the fetching with this, but not which hosts want to be left alone
     */
    public ManagedIdentityCache withoutThrottling() {
        return new ManagedIdentityCache(this, HostPatience.none(clock));
    }

    /**
     * A cache that ends with the process.
     *
     * @return an empty cache on the system's clock
     */
    public static ManagedIdentityCache inProcess() {
        return inProcess(Clock.systemUTC());
    }

    /**
     * A cache that ends with the process.
     *
     * @param clock what tells the time
     * @return an empty cache
     */
    public static ManagedIdentityCache inProcess(Clock clock) {
        return new ManagedIdentityCache(TokenCache.inProcess(clock, EventSink.none()), clock);
    }
}
