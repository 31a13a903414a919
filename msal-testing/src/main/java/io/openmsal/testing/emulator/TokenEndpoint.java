package io.openmsal.testing.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns grants into tokens (RFC 6749 §3.2). */
final class TokenEndpoint implements Endpoint {

    private final ClientAuthentication clients;
    private final Map<String, TokenGrant> grants;

    TokenEndpoint(ClientAuthentication clients, List<TokenGrant> grants) {
        this.clients = clients;
        this.grants = new LinkedHashMap<>();
        grants.forEach(grant -> grant.types().forEach(type -> this.grants.put(type, grant)));
    }

    @Override
    public Answer serve(Call call) {
        FormPost.check(call);
        String grantType = call.required("grant_type");
        TokenGrant grant = grants.get(grantType);
        if (grant == null) {
            throw Refusal.unsupportedGrant(grantType);
        }
        EmulatorApp app = clients.authenticate(call);
        return Answer.json(200, grant.redeem(call, app));
    }
}
