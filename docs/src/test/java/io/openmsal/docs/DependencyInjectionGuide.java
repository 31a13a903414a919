package io.openmsal.docs;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.openmsal.Adapters;
import io.openmsal.AppTokens;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.http.HttpTransport;

/** The code of the guide to dependency injection. */
final class DependencyInjectionGuide {

    private DependencyInjectionGuide() {}

    // snippet: host
    /** What a host binds beside {@code new MsalModule()}. */
    static final class HostModule extends AbstractModule {

        private final String secret;

        HostModule(String secret) {
            this.secret = secret;
        }

        @Provides
        @Singleton
        ConfidentialClientApplication application(Adapters adapters) {
            return ConfidentialClientApplication.builder("client-1", ClientCredentials.secret(secret))
                    .authority("https://login.microsoftonline.com/contoso.example")
                    .adapters(adapters)
                    .build();
        }

        @Provides
        AppTokens tokens(ConfidentialClientApplication application) {
            return application.appTokens();
        }
    }
    // end

    // snippet: swap
    /** Another transport in place of the usual one. */
    static final class OwnTransport extends AbstractModule {

        private final HttpTransport transport;

        OwnTransport(HttpTransport transport) {
            this.transport = transport;
        }

        @Override
        protected void configure() {
            OptionalBinder.newOptionalBinder(binder(), HttpTransport.class)
                    .setBinding()
                    .toInstance(transport);
        }
    }
    // end

    // snippet: machine
    /** What gets tokens for the machine, and shares them with whatever else is built with the cache. */
    static final class MachineModule extends AbstractModule {

        @Provides
        @Singleton
        ManagedIdentityApplication application(Adapters adapters, ManagedIdentityCache cache) {
            return ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                    .adapters(adapters)
                    .cache(cache)
                    .build();
        }
    }
    // end

    static AppTokens byHand(HttpTransport transport, String secret) {
        // snippet: by-hand
        ConfidentialClientApplication application = ConfidentialClientApplication.builder(
                        "client-1", ClientCredentials.secret(secret))
                .authority("https://login.microsoftonline.com/contoso.example")
                .transport(transport)
                .build();
        AppTokens tokens = application.appTokens();
        // end
        return tokens;
    }
}
