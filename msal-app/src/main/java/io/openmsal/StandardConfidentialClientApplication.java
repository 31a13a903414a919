package io.openmsal;

import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.port.Secret;
import java.util.Objects;

final class StandardConfidentialClientApplication extends StandardClientApplication
        implements ConfidentialClientApplication {

    StandardConfidentialClientApplication(Engine engine) {
        super(engine);
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
        return new StandardAgentIdentity(engine, agentId);
    }

    @Override
    public void removeTokensForClient() {
        engine.clientCredentials.forgetTokens();
    }
}
