package io.openmsal.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.openmsal.Adapters;
import io.openmsal.adapter.browser.LoopbackRedirectListener;
import io.openmsal.adapter.browser.SystemBrowser;
import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.adapter.http.ApacheMutualTlsTransports;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.HttpTransports;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.adapter.system.LateSecureRandom;
import io.openmsal.adapter.system.SystemEnvironment;
import io.openmsal.adapter.system.SystemSleeper;
import io.openmsal.adapter.xml.JdkXmlReader;
import io.openmsal.domain.flow.ManagedIdentityCache;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.time.Sleeper;
import io.openmsal.port.xml.XmlReader;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Binds every port to its usual adapter. Install it in a host's injector, inject {@link Adapters}, and build applications on
 * them with {@code builder(...).adapters(adapters)}; they then share connections.
 *
 * <p>A host swaps a port, the {@link HttpSettings} or the {@link ManagedIdentityCache} by binding it where its other bindings are:
 *
 * <pre>{@code
 * OptionalBinder.newOptionalBinder(binder(), HttpTransport.class).setBinding().to(MyTransport.class);
 * }</pre>
 */
public final class MsalModule extends AbstractModule {

    /** Makes the module; installing it twice is installing it once. */
    public MsalModule() {}

    @Override
    protected void configure() {
        usually(HttpTransport.class);
        usually(MutualTlsTransports.class);
        usually(HttpSettings.class);
        usually(JsonCodec.class);
        usually(Environment.class);
        usually(Browser.class);
        usually(RedirectListener.class);
        usually(EventSink.class);
        usually(Clock.class);
        usually(Sleeper.class);
        usually(SecureRandom.class);
        usually(XmlReader.class);
        usually(ManagedIdentityCache.class);
    }

    private <T> void usually(Class<T> type) {
        OptionalBinder.newOptionalBinder(binder(), type).setDefault().to(Key.get(type, Standard.class));
    }

    @Provides
    @Singleton
    Adapters adapters(
            Injector injector,
            HttpTransport transport,
            MutualTlsTransports mutualTls,
            JsonCodec codec,
            Browser browser,
            RedirectListener redirectListener,
            EventSink events,
            Clock clock,
            Sleeper sleeper,
            SecureRandom random,
            Environment environment,
            XmlReader xml) {
        Adapters all = new Adapters(
                transport,
                mutualTls,
                codec,
                browser,
                redirectListener,
                events,
                clock,
                sleeper,
                random,
                environment,
                xml);
        boolean wouldGoAround = Replacement.isIn(injector, new Key<Optional<HttpTransport>>() {})
                && !Replacement.isIn(injector, new Key<Optional<MutualTlsTransports>>() {});
        return wouldGoAround ? all.withTransport(transport) : all;
    }

    /** One for the injector: the managed-identity applications that a host builds with it share their tokens. */
    @Provides
    @Singleton
    @Standard
    ManagedIdentityCache managedIdentityCache(Clock clock) {
        return ManagedIdentityCache.inProcess(clock);
    }

    @Provides
    @Singleton
    @Standard
    HttpTransport transport(HttpSettings settings, Clock clock, Sleeper sleeper, EventSink events) {
        return HttpTransports.retrying(
                new ApacheHttpTransport(settings), settings, clock, sleeper, new Random(), events);
    }

    @Provides
    @Singleton
    @Standard
    MutualTlsTransports mutualTls(HttpSettings settings, Clock clock, Sleeper sleeper, EventSink events) {
        return HttpTransports.retrying(
                new ApacheMutualTlsTransports(settings), settings, clock, sleeper, new Random(), events);
    }

    @Provides
    @Standard
    HttpSettings settings() {
        return HttpSettings.defaults();
    }

    @Provides
    @Singleton
    @Standard
    JsonCodec codec() {
        return new GsonJsonCodec();
    }

    @Provides
    @Singleton
    @Standard
    Environment environment() {
        return new SystemEnvironment();
    }

    @Provides
    @Singleton
    @Standard
    Browser browser(Environment environment) {
        return new SystemBrowser(environment);
    }

    @Provides
    @Singleton
    @Standard
    RedirectListener redirectListener() {
        return new LoopbackRedirectListener();
    }

    @Provides
    @Singleton
    @Standard
    XmlReader xml() {
        return new JdkXmlReader();
    }

    @Provides
    @Standard
    EventSink events() {
        return EventSink.none();
    }

    @Provides
    @Standard
    Clock clock() {
        return Clock.systemUTC();
    }

    @Provides
    @Singleton
    @Standard
    Sleeper sleeper() {
        return new SystemSleeper();
    }

    @Provides
    @Singleton
    @Standard
    SecureRandom random() {
        return new LateSecureRandom();
    }

    /** All modules of this class are one, so that two libraries may install it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MsalModule;
    }

    @Override
    public int hashCode() {
        return MsalModule.class.hashCode();
    }
}
