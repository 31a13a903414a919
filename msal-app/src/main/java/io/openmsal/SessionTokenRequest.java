package io.openmsal;

/** A further token of a session on behalf of a person; the tenant is the one the session was begun with. */
public interface SessionTokenRequest
        extends CachedRequest<SessionTokenRequest>,
                TenantedRequest<SessionTokenRequest>,
                ExtensibleRequest<SessionTokenRequest> {}
