package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.util.Objects;

final class StandardUsernamePasswordRequest extends RequestOptions<UsernamePasswordRequest>
        implements UsernamePasswordRequest {

    private final String username;
    private final Secret password;

    StandardUsernamePasswordRequest(Engine engine, String username, Secret password, String... scopes) {
        super(engine, scopes);
        this.username = Objects.requireNonNull(username, "username");
        this.password = Objects.requireNonNull(password, "password");
    }

    @Override
    UsernamePasswordRequest self() {
        return this;
    }

    @Override
    TokenCall kind() {
        return TokenCall.USERNAME_PASSWORD;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people()
                .usernamePassword
                .acquire(authority(), username, password, scopesOfSignIn(), shape(), get());
    }
}
