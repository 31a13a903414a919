package io.openmsal.testing.emulator;

import java.util.Map;

/** Gives an application a token of its own (RFC 6749 §4.4). Entra wants exactly one scope, and it ends in {@code /.default}. */
final class ClientCredentialsGrant implements TokenGrant {

    private final TokenResponses responses;

    ClientCredentialsGrant(TokenResponses responses) {
        this.responses = responses;
    }

    @Override
    public String type() {
        return "client_credentials";
    }

    @Override
    public Map<String, Object> redeem(Call call, EmulatorApp app) {
        if (!app.isConfidential()) {
            throw Refusal.noClientAuthentication();
        }
        Realm realm = call.realm();
        EmulatorTenant tenant = realm.tenant().orElseThrow(Refusal::noTenantNamed);
        if (!realm.isEntra()) {
            return responses.forApp(call, app, tenant, realm.issuer(tenant));
        }
        Scopes scopes = Scopes.parse(call.required("scope"));
        for (String scope : scopes.values()) {
            if (!Scopes.isDefault(scope)) {
                throw Refusal.scopeNotDefault(scope);
            }
        }
        if (scopes.values().size() != 1) {
            throw Refusal.severalResources();
        }
        return responses.forApp(call, app, tenant, scopes.resources().get(0));
    }
}
