package io.openmsal;

/**
 * A token for an identity that the Azure host gives: from the cache, or from the host. A call takes 90 seconds at most by
 * default, since the metadata service of virtual machines may be away for 70 while it is being updated. Hosts have caches of
 * their own, so {@link #forceRefresh()} may bring the same token again.
 */
public interface ManagedIdentityRequest extends CachedRequest<ManagedIdentityRequest> {}
