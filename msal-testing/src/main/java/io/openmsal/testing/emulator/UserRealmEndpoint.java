package io.openmsal.testing.emulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells who keeps the password of a sign-in name: Entra, the user's organization, or nobody that is known. */
final class UserRealmEndpoint implements Endpoint {

    /** What Entra is called towards federation servers. */
    static final String AUDIENCE = "urn:federation:MicrosoftOnline";

    private static final String PATH = "/userrealm/";

    private final URI base;
    private final Directory directory;

    UserRealmEndpoint(URI base, Directory directory) {
        this.base = base;
        this.directory = directory;
    }

    @Override
    public Answer serve(Call call) {
        String version = call.required("api-version");
        if (!version.equals("1.0")) {
            throw Refusal.unsupportedParameter("api-version", version);
        }
        String path = call.request().path();
        String username = path.substring(path.indexOf(PATH) + PATH.length());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ver", "1.0");
        Optional<EmulatorFederation> federation = directory.federationOf(username);
        if (federation.isPresent()) {
            describe(federation.get(), answer);
        } else {
            answer.put("account_type", isManaged(username) ? "Managed" : "Unknown");
            answer.put("domain_name", Directory.domainOf(username));
        }
        answer.put("cloud_instance_name", base.getAuthority());
        return Answer.json(200, answer);
    }

    private void describe(EmulatorFederation federation, Map<String, Object> answer) {
        answer.put("account_type", "Federated");
        answer.put("domain_name", federation.domain());
        answer.put("federation_protocol", "WSTrust");
        if (federation.publishesMetadata()) {
            answer.put("federation_metadata_url", base + federation.path() + "/mex");
        }
        WsTrustDialect best = federation.speaksWsTrust13() ? WsTrustDialect.V13 : WsTrustDialect.V2005;
        answer.put("federation_active_auth_url", base + federation.path() + best.path());
        answer.put("cloud_audience_urn", AUDIENCE);
    }

    private boolean isManaged(String username) {
        return directory
                .user(username)
                .map(directory::homeTenantOf)
                .or(() -> directory.tenant(Directory.domainOf(username)))
                .filter(tenant -> !tenant.isConsumers())
                .isPresent();
    }
}
