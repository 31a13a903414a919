package io.openmsal.docs;

import io.openmsal.Adapters;
import io.openmsal.AuthorityHost;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.WorkloadIdentity;
import io.openmsal.adapter.http.IdentityKeyManager;
import io.openmsal.credential.CredentialChain;
import io.openmsal.credential.TokenCredential;
import io.openmsal.credential.TokenDemand;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.domain.managedidentity.ImdsSource;
import io.openmsal.domain.managedidentity.ManagedIdentityCapabilities;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.SourceCall;
import io.openmsal.domain.managedidentity.SourceRequest;
import io.openmsal.domain.managedidentity.SourceSigns;
import io.openmsal.domain.managedidentity.SourceToken;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.BindingStrength;
import io.openmsal.port.crypto.KeyAttestation;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.environment.Environment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

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
        ManagedIdentityCache cache = ManagedIdentityCache.inProcess(); // for those that it is handed to
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

    static ConfidentialClientApplication workload(Environment environment, Adapters adapters) {
        // snippet: workload
        ConfidentialClientApplication app = WorkloadIdentity.builder(environment, AuthorityHost.OF_A_KNOWN_CLOUD)
                .adapters(adapters)
                .build();
        // end
        return app;
    }

    static TokenCredential chain() {
        // snippet: chain
        TokenCredential credential = CredentialChain.standard().build();
        // end
        return credential;
    }

    static AuthenticationResult chained(TokenCredential credential) {
        // snippet: chained
        AuthenticationResult result = credential.token(TokenDemand.of("https://vault.azure.net/.default"));
        // end
        return result;
    }

    static TokenCredential own(TokenCredential... credentials) {
        TokenCredential first = credentials[0];
        TokenCredential second = credentials[1];
        // snippet: ownChain
        TokenCredential credential = CredentialChain.of(first, second);
        // end
        return credential;
    }

    static Connection connect(TokenCredential credential, String url, String user) throws SQLException {
        // snippet: password
        Supplier<String> passwords = credential.tokens("https://ossrdbms-aad.database.windows.net/.default");
        Connection connection = DriverManager.getConnection(url, user, passwords.get());
        // end
        return connection;
    }

    static HttpRequest request(TokenCredential credential, URI api) {
        // snippet: header
        Supplier<String> headers = credential.authorizationHeaders("https://vault.azure.net/.default");
        HttpRequest request = HttpRequest.newBuilder(api)
                .header("Authorization", headers.get())
                .build();
        // end
        return request;
    }

    static AuthenticationResult bound(ManagedIdentityApplication app) {
        // snippet: bound
        AuthenticationResult result = app.acquireTokenForManagedIdentity("https://vault.azure.net")
                .withMutualTlsProofOfPossession()
                .execute();
        TlsIdentity shown = result.bindingIdentity().orElseThrow(); // the certificate and its key
        // end
        assert shown.certificate() != null;
        return result;
    }

    static HttpResponse<String> call(AuthenticationResult result, TrustManager[] trusted, URI api) throws Exception {
        TlsIdentity shown = result.bindingIdentity().orElseThrow();
        // snippet: present
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new IdentityKeyManager(shown)}, trusted, null);
        HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
        HttpRequest request = HttpRequest.newBuilder(api)
                .header("Authorization", result.authorizationHeader()) // "mtls_pop …"
                .build();
        // end
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static BindingStrength strengthOf(ManagedIdentityApplication app) {
        // snippet: capabilities
        ManagedIdentityCapabilities here = app.capabilities();
        boolean bound = here.mutualTlsProofOfPossession(); // and here.reason() says why not
        BindingStrength strength = here.maxBindingStrength();
        // end
        return bound ? strength : BindingStrength.NONE;
    }

    static AuthenticationResult guarded(BindingKeys moduleKeys, KeyAttestation attestation, Adapters adapters) {
        // snippet: guarded
        ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .bindingKeys(moduleKeys)
                .keyAttestation(attestation)
                .adapters(adapters)
                .build();
        AuthenticationResult result = app.acquireTokenForManagedIdentity("https://vault.azure.net")
                .withMutualTlsProofOfPossession(BindingStrength.KEY_GUARD)
                .execute();
        // end
        return result;
    }

    static ManagedIdentityApplication extended(Adapters adapters) {
        // snippet: further
        ManagedIdentityApplication app = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .alsoLookFor(new EdgeGateway())
                .adapters(adapters)
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
            String token = call.environment().variable("CONTOSO_EDGE_TOKEN").orElseThrow();
            return SourceToken.of(Secret.of(token), "Bearer", 3600);
        }
    }
    // end
}
