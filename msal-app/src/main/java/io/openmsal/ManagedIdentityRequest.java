package io.openmsal;

import java.time.Duration;

/**
 * A token for an identity that the Azure host gives: from the cache, or from the host. A call takes 90 seconds at most by
 * default, since the metadata service of virtual machines may be away for 70 while it is being updated.
 */
public interface ManagedIdentityRequest extends TokenRequest<ManagedIdentityRequest> {

    /**
     * Asks the host even when there is a good token in the cache. Hosts have caches of their own.
     *
     * @return this request
     */
    ManagedIdentityRequest forceRefresh();

    /**
     * Sets how much life a token from the cache must have left.
     *
     * @param lifetime five minutes by default
     * @return this request
     */
    ManagedIdentityRequest minimumLifetime(Duration lifetime);
}
