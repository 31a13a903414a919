package io.openmsal;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

final class StandardUserFederatedCredentialRequest extends RequestOptions<UserFederatedCredentialRequest>
        implements UserFederatedCredentialRequest {

    private final FederatedUser user;
    private final BiFunction<@Nullable String, CallContext, Secret> credential;

    /** The credential is made for a tenant, null for the agent's own, within a call. */
    StandardUserFederatedCredentialRequest(
            Engine engine,
            FederatedUser user,
            BiFunction<@Nullable String, CallContext, Secret> credential,
            String... scopes) {
        super(engine, scopes);
        this.user = Objects.requireNonNull(user, "user");
        this.credential = credential;
    }

    @Override
    UserFederatedCredentialRequest self() {
        return this;
    }

    @Override
    TokenCall kind() {
        return TokenCall.USER_FEDERATED_CREDENTIAL;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people()
                .userFederatedCredential
                .acquire(authority(), user, call -> credential.apply(tenant(), call), scopes(), policy(), this);
    }
}
