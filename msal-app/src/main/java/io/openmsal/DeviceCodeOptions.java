package io.openmsal;

import java.time.Duration;
import java.util.Optional;

/** The options of requests that wait for a device code to be used. */
abstract class DeviceCodeOptions<R extends TokenRequest<R>> extends RequestOptions<R> {

    DeviceCodeOptions(Engine engine, String... scopes) {
        super(engine, scopes);
    }

    /** The code's own lifetime bounds the wait. */
    @Override
    final Optional<Duration> defaultTimeout() {
        return Optional.empty();
    }

    @Override
    final TokenCall kind() {
        return TokenCall.DEVICE_CODE;
    }
}
