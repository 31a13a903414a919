package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import java.util.Objects;

final class StandardManagedIdentityRequest extends CallOptions<ManagedIdentityRequest>
        implements ManagedIdentityRequest {

    private final StandardManagedIdentityApplication application;
    private final String resource;

    StandardManagedIdentityRequest(StandardManagedIdentityApplication application, String resource) {
        super(application.adapters.clock(), application.adapters.events(), application.random, application.timeout);
        this.application = application;
        this.resource = Objects.requireNonNull(resource, "resource");
    }

    @Override
    ManagedIdentityRequest self() {
        return this;
    }

    @Override
    TokenCall kind() {
        return application.call();
    }

    @Override
    AuthenticationResult acquire() {
        return application.flow.acquire(resource, policy(), this);
    }
}
