package io.openmsal;

/**
 * A token of a person for an agent that may act for them: from the cache, by a refresh token, or in exchange for the agent's own token. The
 * person is an account from then on, which silent calls serve too.
 */
public interface UserFederatedCredentialRequest
        extends CachedRequest<UserFederatedCredentialRequest>,
                TenantedRequest<UserFederatedCredentialRequest>,
                ExtensibleRequest<UserFederatedCredentialRequest>,
                BoundRequest<UserFederatedCredentialRequest> {}
