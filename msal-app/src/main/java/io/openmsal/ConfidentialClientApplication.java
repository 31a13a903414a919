package io.openmsal;

import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.port.Secret;

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

    /**
     * The application's own tokens alone, for code that needs nothing else of this application.
     *
     * @return asks this application with the usual options
     */
    default AppTokens appTokens() {
        return scopes -> acquireTokenForClient(scopes).execute();
    }

    /**
     * A token for a further API, on behalf of the person who called this one. Looks in the cache first, where a token serves
     * only those who come with the same access token again. Microsoft Entra is asked in its own way, an OpenID Connect provider that offers
     * the exchange of tokens (RFC 8693) in that; see {@link ConfidentialClientApplicationBuilder#onBehalfOf}.
     *
     * @param userAssertion the access token this web API received, after it was validated
     * @param scopes what the new token is for, at least one
     * @return a request to execute
     */
    OnBehalfOfRequest acquireTokenOnBehalfOf(Secret userAssertion, String... scopes);

    /**
     * The tokens on behalf of callers alone, for code that needs nothing else of this application.
     *
     * @return asks this application with the usual options
     */
    default OnBehalfOfTokens onBehalfOfTokens() {
        return (userAssertion, scopes) ->
                acquireTokenOnBehalfOf(userAssertion, scopes).execute();
    }

    /**
     * Tokens on behalf of callers for work that goes on after their call. Sends nothing.
     *
     * @return the sessions of this application, in its cache
     */
    OnBehalfOfSessions onBehalfOfSessions();

    /**
     * A token of a person, in exchange for a token that this application, an agent, got for itself (Microsoft's {@code user_fic}). Looks
     * in the cache first. With a blueprint at hand, {@link #agent} runs the whole chain.
     *
     * @param user the person
     * @param credential the agent's own token for {@code api://AzureADTokenExchange/.default}
     * @param scopes what the new token is for, at least one
     * @return a request to execute
     */
    UserFederatedCredentialRequest acquireTokenByUserFederatedIdentityCredential(
            FederatedUser user, Secret credential, String... scopes);

    /**
     * An agent that this application is the blueprint of. Sends nothing, and may be asked for at each use: up to a thousand agents are remembered.
     *
     * @param agentId the agent's client id
     * @return the agent, which uses this application's cache
     * @throws MsalConfigurationException when the id is empty
     */
    AgentIdentity agent(String agentId);

    /**
     * Everyone who is signed in, for an operator's page or a job that looks after all of them. A web application serves one person
     * at a time and opens their tokens by {@link #account(String)}, with the id from their session: whoever takes "the first of
     * all" there serves one person's data to another.
     *
     * @return the listing
     * @throws io.openmsal.domain.failure.MsalConfigurationException unless the application was built with
     *     {@link ConfidentialClientApplicationBuilder#allowAccountListing()}
     */
    AccountListing accountListing();

    /** Forgets the application's own tokens, those of every tenant. */
    void removeTokensForClient();
}
