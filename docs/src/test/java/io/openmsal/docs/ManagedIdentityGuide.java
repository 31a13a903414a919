package io.openmsal.docs;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.domain.managedidentity.ImdsSource;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.SourceCall;
import io.openmsal.domain.managedidentity.SourceRequest;
import io.openmsal.domain.managedidentity.SourceSigns;
import io.openmsal.domain.managedidentity.SourceToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import java.nio.file.Path;
import java.util.List;

/** The code of the guide to managed identities. Each part between the markers stands in the guide, word for word. */
final class ManagedIdentityGuide {

    private ManagedIdentityGuide() {}

    static ManagedIdentityApplication own() {
        // snippet: own
        ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .build();
        // end
        return app;
    }

    static AuthenticationResult token(ManagedIdentityApplication app) {
        // snippet: token
        AuthenticationResult result =
                app.acquireTokenForManagedIdentity("https://vault.azure.net").execute();
        String header = result.authorizationHeader(); // "Bearer …", for the web API
        // end
        assert !header.isEmpty();
        return result;
    }

    static List<ManagedIdentityId> assigned() {
        // snippet: assigned
        ManagedIdentityId byClientId = ManagedIdentityId.userAssignedClientId("00000000-0000-0000-0000-000000000001");
        ManagedIdentityId byObjectId = ManagedIdentityId.userAssignedObjectId("00000000-0000-0000-0000-000000000002");
        ManagedIdentityId byResourceId = ManagedIdentityId.userAssignedResourceId(
                "/subscriptions/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/contoso");
        // end
        return List.of(byClientId, byObjectId, byResourceId);
    }

    static String explain(ManagedIdentityApplication app) {
        // snippet: explain
        String why = app.explain();
        // end
        return why;
    }

    static ManagedIdentityApplication named() {
        // snippet: named
        ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .source(new ImdsSource())
                .build();
        // end
        return app;
    }

    static List<ManagedIdentityApplication> shared(Adapters adapters, ManagedIdentityId other) {
        // snippet: shared
        ManagedIdentityCache cache = ManagedIdentityCache.inProcess(); // one for the whole process
        ManagedIdentityApplication own = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .cache(cache)
                .adapters(adapters)
                .build();
        ManagedIdentityApplication assigned = ManagedIdentityApplication.builder(other)
                .cache(cache)
                .adapters(adapters)
                .build();
        // end
        return List.of(own, assigned);
    }

    static ConfidentialClientApplication federated(
            String clientId, ManagedIdentityApplication identity, Adapters adapters) {
        // snippet: federated
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        clientId, ClientCredentials.managedIdentity(identity, "api://AzureADTokenExchange"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .adapters(adapters)
                .build();
        // end
        return app;
    }

    static ConfidentialClientApplication workload(String clientId, String tenant, String federatedTokenFile) {
        // snippet: workload
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        clientId, ClientCredentials.federatedTokenFile(Path.of(federatedTokenFile)))
                .authority("https://login.microsoftonline.com/" + tenant)
                .build();
        // end
        return app;
    }

    // snippet: source
    static final class EdgeGateway implements ManagedIdentitySource {

        @Override
        public String name() {
            return "Contoso Edge";
        }

        @Override
        public SourceSigns signsIn(Environment environment) {
            return SourceSigns.variables(environment, "CONTOSO_EDGE_TOKEN");
        }

        @Override
        public SourceToken token(SourceRequest request, SourceCall call) {
            String token = call.environment().variable("CONTOSO_EDGE_TOKEN").orElse("");
            return SourceToken.of(Secret.of(token), "Bearer", 3600);
        }
    }
    // end
}
