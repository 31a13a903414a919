package io.openmsal.docs;

import io.openmsal.Adapters;
import io.openmsal.PublicClientApplication;
import io.openmsal.adapter.broker.LinuxIdentityBroker;
import io.openmsal.domain.token.AuthenticationResult;

/** The code of the guide to brokers. Each part between the markers stands in the guide, word for word. */
final class BrokerGuide {

    private BrokerGuide() {}

    static AuthenticationResult onLinux(String clientId, String authority, Adapters adapters) {
        // snippet: linux
        PublicClientApplication app = PublicClientApplication.builder(clientId)
                .trustedAuthority(authority)
                .broker(LinuxIdentityBroker.onSessionBus(adapters.environment(), adapters.codec(), adapters.clock()))
                .adapters(adapters)
                .build();
        AuthenticationResult result = app.acquireTokenInteractive("User.Read").execute();
        // end
        return result;
    }
}
