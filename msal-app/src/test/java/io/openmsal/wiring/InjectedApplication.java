package io.openmsal.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.http.FakeHttpTransport;

/** A host with an injector, as a program: prints which Guice it runs on and the token that its injected application got. */
public final class InjectedApplication {

    private InjectedApplication() {}

    /**
     * Runs the host.
     *
     * @param args unused
     */
    public static void main(String[] args) {
        FakeHttpTransport http =
                new FakeHttpTransport().reply(200, "{\"access_token\":\"token-of-the-child\",\"expires_in\":3600}");
        Injector injector = Guice.createInjector(new MsalModule(), new MsalModule(), new Host(http));

        ConfidentialClientApplication app = injector.getInstance(ConfidentialClientApplication.class);

        System.out.println(Guice.class.getProtectionDomain().getCodeSource().getLocation());
        System.out.println(app.acquireTokenForClient("https://graph.example/.default")
                .execute()
                .accessToken());
        System.out.println(injector.getInstance(Adapters.class).browser());
        System.out.println(injector.getInstance(ConfidentialClientApplication.class) == app);
    }

    private static final class Host extends AbstractModule {

        private final HttpTransport http;

        Host(HttpTransport http) {
            this.http = http;
        }

        @Override
        protected void configure() {
            OptionalBinder.newOptionalBinder(binder(), HttpTransport.class)
                    .setBinding()
                    .toInstance(http);
        }

        @Provides
        @Singleton
        ConfidentialClientApplication application(Adapters adapters) {
            return ConfidentialClientApplication.builder("client-1", ClientCredentials.secret("secret"))
                    .authority("https://login.microsoftonline.com/contoso.example")
                    .adapters(adapters)
                    .build();
        }
    }
}
