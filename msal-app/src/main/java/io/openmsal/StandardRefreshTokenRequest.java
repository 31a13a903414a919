package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.util.Objects;

final class StandardRefreshTokenRequest extends RequestOptions<RefreshTokenRequest> implements RefreshTokenRequest {

    private final Secret refreshToken;

    StandardRefreshTokenRequest(Engine engine, Secret refreshToken, String... scopes) {
        super(engine, scopes);
        this.refreshToken = Objects.requireNonNull(refreshToken, "refreshToken");
    }

    @Override
    RefreshTokenRequest self() {
        return this;
    }

    @Override
    TokenCall kind() {
        return TokenCall.REFRESH_TOKEN;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people().refreshToken.acquire(authority(), refreshToken, scopes(), shape(), get());
    }
}
