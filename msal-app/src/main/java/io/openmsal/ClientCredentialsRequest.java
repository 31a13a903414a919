package io.openmsal;

/** A token for the application itself (RFC 6749 §4.4): from the cache, or from the server. */
public interface ClientCredentialsRequest
        extends CachedRequest<ClientCredentialsRequest>,
                TenantedRequest<ClientCredentialsRequest>,
                ExtensibleRequest<ClientCredentialsRequest>,
                BoundRequest<ClientCredentialsRequest> {

    /**
     * Asks for a token of a federated managed identity below this application, such as an agent. It is kept apart from those of
     * other identities.
     *
     * @param path the identity's path
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when the path is blank
     */
    ClientCredentialsRequest fmiPath(String path);
}
