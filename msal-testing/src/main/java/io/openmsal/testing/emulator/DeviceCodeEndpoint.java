package io.openmsal.testing.emulator;

import java.util.LinkedHashMap;

/** Gives a device its pair of codes (RFC 8628 §3.1). */
final class DeviceCodeEndpoint implements Endpoint {

    private final ClientAuthentication clients;
    private final DeviceAuthorizations authorizations;
    private final Lifetimes lifetimes;

    DeviceCodeEndpoint(ClientAuthentication clients, DeviceAuthorizations authorizations, Lifetimes lifetimes) {
        this.clients = clients;
        this.authorizations = authorizations;
        this.lifetimes = lifetimes;
    }

    @Override
    public Answer serve(Call call) {
        FormPost.check(call);
        EmulatorApp app = clients.identify(call);
        Scopes scopes = Scopes.parse(call.request().parameter("scope").orElse("openid profile"));
        var issued = authorizations.issue(call.realm(), app, scopes);
        String page = call.realm().deviceVerification().toString();
        var body = new LinkedHashMap<String, Object>();
        body.put("user_code", issued.userCode());
        body.put("device_code", issued.deviceCode());
        body.put("verification_uri", page);
        if (!call.realm().isEntra()) {
            body.put("verification_uri_complete", page + "?otc=" + issued.userCode());
        }
        body.put("expires_in", lifetimes.deviceCode().toSeconds());
        body.put("interval", lifetimes.deviceInterval().toSeconds());
        if (call.realm().isEntra()) {
            body.put(
                    "message",
                    "To sign in, use a web browser to open the page " + page + " and enter the code "
                            + issued.userCode() + " to authenticate.");
        }
        return Answer.json(200, body);
    }
}
