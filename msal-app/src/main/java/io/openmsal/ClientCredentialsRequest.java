package io.openmsal;

/** A token for the application itself (RFC 6749 §4.4): from the cache, or from the server. */
public interface ClientCredentialsRequest
        extends CachedRequest<ClientCredentialsRequest>,
                TenantedRequest<ClientCredentialsRequest>,
                ExtensibleRequest<ClientCredentialsRequest> {}
