package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.port.Secret;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

final class StandardConfidentialClientApplication extends StandardClientApplication
        implements ConfidentialClientApplication {

    private static final int MOST_AGENTS = 1000;

    private final boolean listsAccounts;

    // each with what it knows of the provider and of who is asking, which all who ask for it share
    private final Map<String, AgentIdentity> agents = new ConcurrentHashMap<>();

    StandardConfidentialClientApplication(Engine engine, boolean listsAccounts) {
        super(engine);
        this.listsAccounts = listsAccounts;
    }

    @Override
    public ClientCredentialsRequest acquireTokenForClient(String... scopes) {
        return new StandardClientCredentialsRequest(engine, scopes);
    }

    @Override
    public OnBehalfOfRequest acquireTokenOnBehalfOf(Secret userAssertion, String... scopes) {
        return new StandardOnBehalfOfRequest(engine, userAssertion, scopes);
    }

    @Override
    public OnBehalfOfSessions onBehalfOfSessions() {
        return new StandardOnBehalfOfSessions(engine);
    }

    @Override
    public UserFederatedCredentialRequest acquireTokenByUserFederatedIdentityCredential(
            FederatedUser user, Secret credential, String... scopes) {
        Objects.requireNonNull(credential, "credential");
        return new StandardUserFederatedCredentialRequest(engine, user, (tenant, call) -> credential, scopes);
    }

    @Override
    public AgentIdentity agent(String agentId) {
        AgentIdentity known = agents.get(Objects.requireNonNull(agentId, "agentId"));
        if (known != null) {
            return known;
        }
        if (agentId.trim().isEmpty()) {
            throw new MsalConfigurationException(
                    "no_client_id", "The agent's id is empty. Use the client id that the agent is registered with.");
        }
        if (agents.size() >= MOST_AGENTS) {
            agents.clear();
        }
        return agents.computeIfAbsent(agentId, id -> new StandardAgentIdentity(engine, id));
    }

    @Override
    public AccountListing accountListing() {
        if (!listsAccounts) {
            throw new MsalConfigurationException(
                    "account_listing_not_allowed",
                    "A server was asked for everyone who is signed in, which it does not tell unless it was built with"
                            + " allowAccountListing(). To serve one person, keep their home account id in their session and ask"
                            + " account(id).");
        }
        return new StandardAccountListing(engine);
    }

    @Override
    public void removeTokensForClient() {
        engine.clientCredentials.forgetTokens();
    }
}
