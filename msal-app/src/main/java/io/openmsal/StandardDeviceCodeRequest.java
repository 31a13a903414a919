package io.openmsal;

import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.Objects;
import java.util.function.Consumer;

final class StandardDeviceCodeRequest extends DeviceCodeOptions<DeviceCodeRequest> implements DeviceCodeRequest {

    private final Consumer<DeviceCode> show;

    StandardDeviceCodeRequest(Engine engine, Consumer<DeviceCode> show, String... scopes) {
        super(engine, scopes);
        this.show = Objects.requireNonNull(show, "show");
    }

    @Override
    DeviceCodeRequest self() {
        return this;
    }

    /** The first step alone. */
    DeviceCode begin() {
        return firstStep(() -> engine.people().deviceCode.begin(authority(), scopesOfSignIn(), shape(), get()));
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people().deviceCode.acquire(authority(), scopesOfSignIn(), shape(), show, get());
    }
}
