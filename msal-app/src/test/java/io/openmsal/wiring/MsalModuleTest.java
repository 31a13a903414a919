package io.openmsal.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.multibindings.OptionalBinder;
import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.testing.crypto.TestCertificate;
import io.openmsal.testing.crypto.TestCertificates;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.time.TestClock;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class MsalModuleTest {

    @Test
    void everyPortHasItsUsualAdapter() {
        Injector injector = Guice.createInjector(new MsalModule());

        Adapters adapters = injector.getInstance(Adapters.class);

        assertThat(adapters).hasToString("Adapters[RetryingTransport, GsonJsonCodec, SystemBrowser]");
        assertThat(injector.getInstance(Adapters.class)).isSameAs(adapters);
    }

    @Test
    void nothingGoesAroundAHostsOwnTransportToShowACertificate() {
        TestCertificate certificate = TestCertificates.valid();
        TlsIdentity identity = new TlsIdentity(certificate.privateKey(), certificate.chain());
        MutualTlsTransports own = shown -> new FakeHttpTransport();

        assertThatThrownBy(
                        () -> Guice.createInjector(new MsalModule(), host(HttpTransport.class, new FakeHttpTransport()))
                                .getInstance(Adapters.class)
                                .mutualTls()
                                .presenting(identity))
                .isInstanceOf(MsalConfigurationException.class)
                .hasMessageContaining("mutualTlsTransports(...)");
        assertThat(Guice.createInjector(
                                new MsalModule(),
                                host(HttpTransport.class, new FakeHttpTransport()),
                                host(MutualTlsTransports.class, own))
                        .getInstance(Adapters.class)
                        .mutualTls())
                .isSameAs(own);
        assertThat(Guice.createInjector(new MsalModule(), host(Clock.class, new TestClock()))
                        .getInstance(Adapters.class)
                        .mutualTls()
                        .getClass()
                        .getSimpleName())
                .as("the usual one, where the transport is")
                .isNotEqualTo("NoMutualTls");
    }

    private static <T> AbstractModule host(Class<T> port, T own) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                OptionalBinder.newOptionalBinder(binder(), port).setBinding().toInstance(own);
            }
        };
    }

    @Test
    void managedIdentitiesOfAnInjectorShareOneCacheThatAHostReplaces() {
        ManagedIdentityCache own = ManagedIdentityCache.inProcess();
        Injector usual = Guice.createInjector(new MsalModule());

        assertThat(usual.getInstance(ManagedIdentityCache.class))
                .isSameAs(usual.getInstance(ManagedIdentityCache.class))
                .isNotSameAs(Guice.createInjector(new MsalModule()).getInstance(ManagedIdentityCache.class));
        assertThat(Guice.createInjector(new MsalModule(), host(ManagedIdentityCache.class, own))
                        .getInstance(ManagedIdentityCache.class))
                .isSameAs(own);
    }

    @Test
    void aHostsOwnBindingTakesThePlaceOfAnyAdapter() {
        FakeHttpTransport http = new FakeHttpTransport().reply(200, "{\"access_token\":\"t\",\"expires_in\":3600}");
        TestClock clock = new TestClock();
        Browser browser = address -> new BrowserLaunch(BrowserLaunch.Outcome.REFUSED, "none here");
        EventSink events = event -> {};
        Injector host = Guice.createInjector(new MsalModule(), new MsalModule(), new AbstractModule() {
            @Override
            protected void configure() {
                OptionalBinder.newOptionalBinder(binder(), HttpTransport.class)
                        .setBinding()
                        .toInstance(http);
                OptionalBinder.newOptionalBinder(binder(), Clock.class)
                        .setBinding()
                        .toInstance(clock);
                OptionalBinder.newOptionalBinder(binder(), Browser.class)
                        .setBinding()
                        .toInstance(browser);
                OptionalBinder.newOptionalBinder(binder(), EventSink.class)
                        .setBinding()
                        .toInstance(events);
            }
        });

        Adapters adapters = host.getInstance(Adapters.class);
        ConfidentialClientApplication app = ConfidentialClientApplication.builder(
                        "client-1", ClientCredentials.secret("secret"))
                .authority("https://login.microsoftonline.com/contoso.example")
                .adapters(adapters)
                .build();

        assertThat(app.acquireTokenForClient("https://graph.example/.default")
                        .execute()
                        .expiresAt())
                .isEqualTo(TestClock.START.plusSeconds(3600));
        assertThat(http.requests()).hasSize(1);
        assertThat(adapters.browser()).isSameAs(browser);
        assertThat(adapters.events()).isSameAs(events);
    }
}
