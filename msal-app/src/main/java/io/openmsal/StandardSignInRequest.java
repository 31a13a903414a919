package io.openmsal;

import io.openmsal.domain.flow.PendingSignIn;
import java.net.URI;

final class StandardSignInRequest extends SignInPage<SignInRequest> implements SignInRequest {

    StandardSignInRequest(Engine engine, URI redirectUri, String... scopes) {
        super(engine, redirectUri, scopes);
    }

    @Override
    public SignInRequest chained() {
        return this;
    }

    @Override
    public PendingSignIn begin() {
        return engine.people()
                .authorizationCode
                .begin(engine.authority, parameters(), redirectUri, responseMode(), call());
    }
}
