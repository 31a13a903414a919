package io.openmsal;

import io.openmsal.domain.client.ClientCredential;

/**
 * A server or daemon that can prove who it is (RFC 6749 §2.1).
 *
 * <p>Safe for many threads. Build one and keep it: it holds the cache.
 */
public interface ConfidentialClientApplication extends ClientApplication {

    /**
     * Starts to build an application.
     *
     * @param clientId the id it is registered with
     * @param credential how it proves that, from {@link ClientCredentials}
     * @return a builder; nothing is sent, read or started before a token is asked for
     */
    static ConfidentialClientApplicationBuilder builder(String clientId, ClientCredential credential) {
        return new ConfidentialClientApplicationBuilder(clientId, credential);
    }

    /**
     * A token for the application itself. Looks in the cache first.
     *
     * @param scopes what the token is for, at least one; Microsoft Entra wants {@code {resource}/.default}
     * @return a request to execute
     */
    ClientCredentialsRequest acquireTokenForClient(String... scopes);

    /** Forgets the application's own tokens, those of every tenant. */
    void removeTokensForClient();
}
