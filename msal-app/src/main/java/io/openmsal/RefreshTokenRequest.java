package io.openmsal;

/** Redeems a refresh token that another library or an earlier program kept, so that the person need not sign in again. */
public interface RefreshTokenRequest
        extends TenantedRequest<RefreshTokenRequest>,
                ExtensibleRequest<RefreshTokenRequest>,
                BoundRequest<RefreshTokenRequest> {}
