package io.openmsal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.util.Modules;
import io.openmsal.Adapters;
import io.openmsal.AppTokens;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.environment.Environment;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.wiring.MsalModule;
import org.junit.jupiter.api.Test;

class DependencyInjectionGuideTest {

    private static final String SCOPE = "https://graph.example/.default";

    private final FakeHttpTransport http =
            new FakeHttpTransport().reply(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}");

    @Test
    void theHostsInjectorGivesTokensOfOneApplicationOverItsOwnTransport() {
        Injector injector = Guice.createInjector(
                new MsalModule(),
                new DependencyInjectionGuide.HostModule("secret"),
                new DependencyInjectionGuide.OwnTransport(http));

        assertThat(injector.getInstance(AppTokens.class).acquireToken(SCOPE).accessToken())
                .isEqualTo("token-1");
        assertThat(injector.getInstance(ConfidentialClientApplication.class))
                .isSameAs(injector.getInstance(ConfidentialClientApplication.class));
    }

    @Test
    void applicationsForTheMachineShareTheCacheOfTheInjector() {
        http.reply(200, "{\"access_token\":\"token-2\",\"expires_in\":3600}");
        Module host = Modules.combine(
                new MsalModule(),
                new DependencyInjectionGuide.MachineModule(),
                new DependencyInjectionGuide.OwnTransport(http),
                new OnAppService());
        Injector injector = Guice.createInjector(host);
        ManagedIdentityApplication another = ManagedIdentityApplication.builder(ManagedIdentityId.systemAssigned())
                .adapters(injector.getInstance(Adapters.class))
                .cache(injector.getInstance(ManagedIdentityCache.class))
                .build();

        assertThat(tokenOf(injector.getInstance(ManagedIdentityApplication.class)))
                .isEqualTo("token-1");
        assertThat(tokenOf(another)).isEqualTo("token-1");
        assertThat(tokenOf(Guice.createInjector(host).getInstance(ManagedIdentityApplication.class)))
                .as("another injector has a cache of its own")
                .isEqualTo("token-2");
    }

    private static String tokenOf(ManagedIdentityApplication machine) {
        return machine.acquireTokenForManagedIdentity("https://vault.azure.net")
                .execute()
                .accessToken();
    }

    private static final class OnAppService extends AbstractModule {

        @Override
        protected void configure() {
            OptionalBinder.newOptionalBinder(binder(), Environment.class)
                    .setBinding()
                    .toInstance(new FakeEnvironment()
                            .withVariable("IDENTITY_ENDPOINT", "http://127.0.0.1:41564/msi/token")
                            .withVariable("IDENTITY_HEADER", "header"));
        }
    }

    @Test
    void theSameIsMadeByHandWithoutAnInjector() {
        assertThat(DependencyInjectionGuide.byHand(http, "secret")
                        .acquireToken(SCOPE)
                        .accessToken())
                .isEqualTo("token-1");
    }
}
