package io.openmsal;

import io.openmsal.domain.oauth.FederatedUser;

/**
 * An agent: an identity without a credential of its own, which its blueprint vouches for. Each call runs the whole chain of requests and
 * takes from the cache whatever is there: the blueprint's word for the agent, the agent's own token, the person's token. Safe for many
 * threads; keep it, so that simultaneous calls share requests.
 */
public interface AgentIdentity {

    /**
     * The agent's id.
     *
     * @return its client id
     */
    String clientId();

    /**
     * A token for the agent itself.
     *
     * @param scopes what for, usually {@code {resource}/.default}
     * @return a request to execute
     */
    ClientCredentialsRequest acquireTokenForAgent(String... scopes);

    /**
     * A token for a person the agent may act for.
     *
     * @param user the person
     * @param scopes what for, at least one
     * @return a request to execute
     */
    UserFederatedCredentialRequest acquireTokenForUser(FederatedUser user, String... scopes);
}
