package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.util.Objects;

final class StandardOnBehalfOfRequest extends RequestOptions<OnBehalfOfRequest> implements OnBehalfOfRequest {

    private final Secret userAssertion;

    StandardOnBehalfOfRequest(Engine engine, Secret userAssertion, String... scopes) {
        super(engine, scopes);
        this.userAssertion = Objects.requireNonNull(userAssertion, "userAssertion");
    }

    @Override
    OnBehalfOfRequest self() {
        return this;
    }

    @Override
    TokenCall kind() {
        return TokenCall.ON_BEHALF_OF;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people().onBehalfOf.acquire(tenant(), userAssertion, scopes(), policy(), this);
    }
}
