package io.openmsal;

import io.openmsal.domain.oauth.DeviceCode;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.port.Cancellation;
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
    public DeviceAuthorizationRequest clientClaims(String json) {
        both.clientClaims(json);
        return this;
    }

    @Override
    public DeviceAuthorizationRequest extraQueryParameter(String name, String value) {
        both.extraQueryParameter(name, value, TokenSharing.SHARED);
        return this;
    }

    @Override
    public DeviceAuthorizationRequest extraHeader(String name, String value) {
        both.extraHeader(name, value, TokenSharing.SHARED);
        return this;
    }

    @Override
    public DeviceAuthorizationRequest cancellation(Cancellation ending) {
        both.cancellation(ending);
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
