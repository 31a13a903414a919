package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;

final class StandardClientCredentialsRequest extends RequestOptions<ClientCredentialsRequest>
        implements ClientCredentialsRequest {

    StandardClientCredentialsRequest(Engine engine, String... scopes) {
        super(engine, scopes);
    }

    @Override
    ClientCredentialsRequest self() {
        return this;
    }

    @Override
    TokenCall kind() {
        return TokenCall.CLIENT;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.clientCredentials.acquire(tenant(), scopes(), policy(), this);
    }
}
