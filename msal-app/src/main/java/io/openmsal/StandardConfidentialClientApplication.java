package io.openmsal;

import io.openmsal.port.Secret;

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
    public void removeTokensForClient() {
        engine.clientCredentials.forgetTokens();
    }
}
