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

    /**
     * Asks for a token that is bound to the application's certificate (RFC 8705 §3): it is of use only with the certificate, which
     * has to be shown to the web API in the TLS handshake too. The result holds it as {@code bindingIdentity()}. The certificate is
     * the application's proof as well, so no assertion is sent. It is asked for by {@link #execute()}, which fails when the application's
     * credential is no certificate, or its key cannot be used in a TLS handshake.
     *
     * @return this request
     */
    ClientCredentialsRequest withMutualTlsProofOfPossession();
}
