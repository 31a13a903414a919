package io.openmsal;

import io.openmsal.domain.client.AssertionRequest;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.flow.CachePolicy;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import org.jspecify.annotations.Nullable;

/** An application of its own, whose credential is its blueprint's word for it. */
final class StandardAgentIdentity implements AgentIdentity {

    private static final Scopes TOKEN_EXCHANGE = Scopes.requested("api://AzureADTokenExchange/.default");

    private final Engine blueprint;
    private final Engine agent;
    private final CachePolicy ofThisAgent;

    StandardAgentIdentity(Engine blueprint, String agentId) {
        this.blueprint = blueprint;
        this.ofThisAgent = new CachePolicy(false, RequestShape.PLAIN.forFmiPath(agentId), MinimumLifetime.standard());
        this.agent = blueprint.of(new ClientIdentity(agentId, ClientCredential.assertion(this::blueprintsWord)));
    }

    private Secret blueprintsWord(AssertionRequest request) {
        return Secret.of(blueprint
                .clientCredentials
                .acquire(request.tenant(), TOKEN_EXCHANGE, ofThisAgent, request::call)
                .accessToken());
    }

    private Secret ownToken(@Nullable String tenant, CallContext call) {
        return Secret.of(agent.clientCredentials
                .acquire(tenant, TOKEN_EXCHANGE, CachePolicy.DEFAULT, () -> call)
                .accessToken());
    }

    @Override
    public String clientId() {
        return agent.client.clientId();
    }

    @Override
    public ClientCredentialsRequest acquireTokenForAgent(String... scopes) {
        return new StandardClientCredentialsRequest(agent, scopes);
    }

    @Override
    public UserFederatedCredentialRequest acquireTokenForUser(FederatedUser user, String... scopes) {
        return new StandardUserFederatedCredentialRequest(agent, user, this::ownToken, scopes);
    }

    /** The agent's id. */
    @Override
    public String toString() {
        return "agent " + clientId();
    }
}
