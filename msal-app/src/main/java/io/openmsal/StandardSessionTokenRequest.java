package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.util.Objects;

final class StandardSessionTokenRequest extends RequestOptions<SessionTokenRequest> implements SessionTokenRequest {

    private final Secret key;

    StandardSessionTokenRequest(Engine engine, Secret key, String... scopes) {
        super(engine, scopes);
        this.key = Objects.requireNonNull(key, "key");
    }

    @Override
    SessionTokenRequest self() {
        return this;
    }

    @Override
    TokenCall kind() {
        return TokenCall.SESSION;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people().longRunning.acquire(tenant(), key, scopes(), policy(), this);
    }
}
