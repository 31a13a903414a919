package io.openmsal.docs;

import io.openmsal.Adapters;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.OnBehalfOfSessions;
import io.openmsal.PublicClientApplication;
import io.openmsal.domain.authority.OnBehalfOfProtocol;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;
import java.util.Optional;

/** The code of the guide to acting on behalf of people. Each part between the markers stands in the guide, word for word. */
final class OnBehalfOfGuide {

    private OnBehalfOfGuide() {}

    static AuthenticationResult traded(ConfidentialClientApplication api, String bearerTokenOfTheCaller) {
        // snippet: trade
        Secret received = Secret.of(bearerTokenOfTheCaller); // what stands after "Bearer" in the Authorization header
        AuthenticationResult result =
                api.acquireTokenOnBehalfOf(received, "User.Read").execute();
        // end
        return result;
    }

    static ConfidentialClientApplication atAnyProvider(
            String clientId, ClientCredential credential, String issuer, Adapters adapters) {
        // snippet: provider
        ConfidentialClientApplication api = ConfidentialClientApplication.builder(clientId, credential)
                .oidcAuthority(issuer)
                .adapters(adapters)
                .build();
        // end
        return api;
    }

    static ConfidentialClientApplication forAnotherIssuer(
            String clientId, ClientCredential credential, String issuer, Adapters adapters) {
        // snippet: other-issuer
        ConfidentialClientApplication api = ConfidentialClientApplication.builder(clientId, credential)
                .oidcAuthority(issuer)
                .onBehalfOf(OnBehalfOfProtocol.JWT_BEARER)
                .adapters(adapters)
                .build();
        // end
        return api;
    }

    static AuthenticationResult forAnAudience(ConfidentialClientApplication api, Secret received) {
        // snippet: audience
        AuthenticationResult result = api.acquireTokenOnBehalfOf(received, "orders")
                .extraBodyParameter("audience", "order-service", TokenSharing.SEPARATE)
                .execute();
        // end
        return result;
    }

    static AuthenticationResult inASession(ConfidentialClientApplication api, Secret received) {
        // snippet: session
        OnBehalfOfSessions sessions = api.onBehalfOfSessions();
        Secret key = sessions.newKey(); // whoever has it gets the person's tokens: keep it as you keep passwords
        sessions.begin(key, received, "User.Read").execute();

        AuthenticationResult later = sessions.acquireToken(key, "User.Read").execute();
        sessions.end(key);
        // end
        return later;
    }

    static Optional<Secret> inCustody(String clientId, String authority, Adapters adapters) {
        // snippet: custody
        PublicClientApplication app = PublicClientApplication.builder(clientId)
                .trustedAuthority(authority)
                .refreshTokensInResults()
                .adapters(adapters)
                .build();
        Optional<Secret> refreshToken =
                app.acquireTokenInteractive("User.Read").execute().refreshToken();
        // end
        return refreshToken;
    }
}
