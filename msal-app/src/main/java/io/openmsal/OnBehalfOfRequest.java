package io.openmsal;

/**
 * A token for a further API, on behalf of the person who called this one: from the cache, when the same person came with the
 * same access token before, or from the server.
 */
public interface OnBehalfOfRequest
        extends CachedRequest<OnBehalfOfRequest>,
                TenantedRequest<OnBehalfOfRequest>,
                ExtensibleRequest<OnBehalfOfRequest>,
                BoundRequest<OnBehalfOfRequest> {}
