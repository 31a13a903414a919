package io.openmsal;

import io.openmsal.domain.oauth.DeviceCode;
import java.time.Duration;

/** Sets its options on a request of both steps, of which it makes the first. */
final class StandardDeviceAuthorizationRequest implements DeviceAuthorizationRequest {

    private final StandardDeviceCodeRequest both;

    StandardDeviceAuthorizationRequest(Engine engine, String... scopes) {
        this.both = new StandardDeviceCodeRequest(engine, code -> {}, scopes);
    }

    @Override
    public DeviceAuthorizationRequest tenant(String tenant) {
        both.tenant(tenant);
        return this;
    }

    @Override
    public DeviceAuthorizationRequest claims(String json) {
        both.claims(json);
        return this;
    }

    @Override
    public DeviceAuthorizationRequest correlationId(String id) {
        both.correlationId(id);
        return this;
    }

    @Override
    public DeviceAuthorizationRequest timeout(Duration limit) {
        both.timeout(limit);
        return this;
    }

    @Override
    public DeviceCode begin() {
        return both.begin();
    }
}
