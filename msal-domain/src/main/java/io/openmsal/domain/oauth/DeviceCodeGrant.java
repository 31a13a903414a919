package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.util.Objects;

/**
 * A device code that a person is about to approve elsewhere (RFC 8628 §3.4).
 *
 * @param deviceCode the code
 */
public record DeviceCodeGrant(Secret deviceCode) implements Grant {

    /** Checks that nothing is missing. */
    public DeviceCodeGrant {
        Objects.requireNonNull(deviceCode, "deviceCode");
    }

    @Override
    public void addTo(Form form) {
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code").put("device_code", deviceCode);
    }

    @Override
    public HttpRequest.Resending resending() {
        return HttpRequest.Resending.ONLY_IF_UNSENT;
    }

    @Override
    public boolean isPending(String error) {
        return error.equals("authorization_pending") || error.equals("slow_down");
    }

    @Override
    public Api api() {
        return Api.DEVICE_CODE;
    }

    @Override
    public WhoActs whoActs() {
        return WhoActs.PERSON_SIGNING_IN;
    }

    @Override
    public String purpose() {
        return "redemption of the device code";
    }
}
