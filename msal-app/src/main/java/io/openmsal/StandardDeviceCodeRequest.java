package io.openmsal;

import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.token.AuthenticationResult;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

final class StandardDeviceCodeRequest extends RequestOptions<DeviceCodeRequest> implements DeviceCodeRequest {

    private final Consumer<DeviceCode> show;

    StandardDeviceCodeRequest(Engine engine, Consumer<DeviceCode> show, String... scopes) {
        super(engine, scopes);
        this.show = Objects.requireNonNull(show, "show");
    }

    @Override
    DeviceCodeRequest self() {
        return this;
    }

    /** The code's own lifetime bounds the wait. */
    @Override
    Optional<Duration> defaultTimeout() {
        return Optional.empty();
    }

    @Override
    TokenCall kind() {
        return TokenCall.DEVICE_CODE;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people().deviceCode.acquire(authority(), scopesOfSignIn(), shape(), show, get());
    }
}
