package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.util.Objects;

final class StandardSessionStartRequest extends RequestOptions<SessionStartRequest> implements SessionStartRequest {

    private final Secret key;
    private final Secret userAssertion;

    StandardSessionStartRequest(Engine engine, Secret key, Secret userAssertion, String... scopes) {
        super(engine, scopes);
        this.key = Objects.requireNonNull(key, "key");
        this.userAssertion = Objects.requireNonNull(userAssertion, "userAssertion");
    }

    @Override
    SessionStartRequest self() {
        return this;
    }

    @Override
    TokenCall kind() {
        return TokenCall.BEGIN_SESSION;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people().longRunning.begin(tenant(), key, userAssertion, scopes(), shape(), get());
    }
}
