package io.openmsal.testing.emulator;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Redeems a device code as soon as a person has approved it (RFC 8628 §3.4). */
final class DeviceCodeGrant implements TokenGrant {

    private final Directory directory;
    private final DeviceAuthorizations authorizations;
    private final TokenResponses responses;

    DeviceCodeGrant(Directory directory, DeviceAuthorizations authorizations, TokenResponses responses) {
        this.directory = directory;
        this.authorizations = authorizations;
        this.responses = responses;
    }

    @Override
    public String type() {
        return "urn:ietf:params:oauth:grant-type:device_code";
    }

    /** MSAL for Node calls it by the name it had before the RFC, which Entra still knows. */
    @Override
    public List<String> types() {
        return List.of(type(), "device_code");
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        String deviceCode = call.required("device_code");
        UserGrant grant = authorizations.poll(deviceCode, call.realm(), app);
        directory.userOf(call.realm(), grant.user().username());
        authorizations.redeem(deviceCode);
        return responses.forUser(call, app, grant, new Scopes(Set.of()));
    }
}
