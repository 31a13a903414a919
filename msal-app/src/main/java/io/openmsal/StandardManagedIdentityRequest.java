package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.crypto.BindingStrength;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class StandardManagedIdentityRequest extends CallOptions<ManagedIdentityRequest>
        implements ManagedIdentityRequest {

    private final StandardManagedIdentityApplication application;
    private final String resource;
    private @Nullable BindingStrength minimum;

    StandardManagedIdentityRequest(StandardManagedIdentityApplication application, String resource) {
        super(application.calls);
        this.application = application;
        this.resource = Objects.requireNonNull(resource, "resource");
    }

    @Override
    ManagedIdentityRequest self() {
        return this;
    }

    @Override
    public ManagedIdentityRequest withMutualTlsProofOfPossession(BindingStrength least) {
        minimum = Objects.requireNonNull(least, "least");
        return this;
    }

    @Override
    public String findSource() {
        return application.flow.source(get());
    }

    @Override
    TokenCall kind() {
        return application.call();
    }

    @Override
    AuthenticationResult acquire() {
        return minimum == null
                ? application.flow.acquire(resource, policy(), this)
                : application.bound.acquire(resource, minimum, policy(), this);
    }
}
