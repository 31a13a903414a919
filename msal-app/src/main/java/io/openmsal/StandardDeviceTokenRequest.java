package io.openmsal;

import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.Objects;
import java.util.Optional;

final class StandardDeviceTokenRequest extends DeviceCodeOptions<DeviceTokenRequest> implements DeviceTokenRequest {

    private final DeviceCode code;

    StandardDeviceTokenRequest(Engine engine, DeviceCode code, String... scopes) {
        super(engine, scopes);
        this.code = Objects.requireNonNull(code, "code");
    }

    @Override
    DeviceTokenRequest self() {
        return this;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people().deviceCode.finish(authority(), scopesOfSignIn(), shape(), code, get());
    }

    @Override
    public Optional<AuthenticationResult> tryExecute() {
        return look(() -> engine.people().deviceCode.finishIfUsed(authority(), scopesOfSignIn(), shape(), code, get()));
    }
}
