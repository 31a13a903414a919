package io.openmsal;

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
    public void removeTokensForClient() {
        engine.clientCredentials.forgetTokens();
    }
}
