package io.openmsal.testing.app;

import io.openmsal.Adapters;
import io.openmsal.ClientCredentials;
import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.PublicClientApplication;
import io.openmsal.PublicClientApplicationBuilder;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.BrowserLaunch;
import io.openmsal.testing.browser.FakeBrowser;
import io.openmsal.testing.emulator.Emulator;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.event.RecordingEventSink;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.util.Objects;

/**
 * Whole applications whose world is the emulator: no connection is opened, no browser, no port, nothing waits, and time moves when the
 * test moves it. Everything else is what runs in production.
 *
 * <pre>{@code
 * static final TestClock CLOCK = new TestClock();
 *
 * @RegisterExtension
 * static final EmulatorExtension EMULATOR = EmulatorExtension.create(Emulator.builder().clock(CLOCK));
 *
 * PublicClientApplication app = EmulatedApplications.of(EMULATOR.get(), CLOCK).publicClient().build();
 * }</pre>
 *
 * <p>The person at the browser is {@code ada@contoso.example} until {@link #personIs} says otherwise, and signs in at once. At
 * {@link io.openmsal.testing.emulator.EmulatorEndpoint#AUTHORIZE}, {@code Fault.oauthError(..., "access_denied", ...)} makes them decline.
 * A fault that answers without a redirect, such as {@code Fault.status(503)}, keeps them: they never come back, and the clock runs to the
 * deadline of the call. Safe for many threads.
 */
public final class EmulatedApplications {

    private static final String TENANT = "contoso";

    private final Emulator emulator;
    private final RecordingEventSink events = new RecordingEventSink();
    private final EmulatedRedirects redirects;
    private final Adapters adapters;
    private volatile String person = "ada@contoso.example";

    private EmulatedApplications(Emulator emulator, TestClock clock) {
        this.emulator = emulator;
        this.redirects = new EmulatedRedirects(clock);
        Browser browser = this::signIn;
        this.adapters = Adapters.jdkOnly(HttpSettings.defaults(), events)
                .withTransport(emulator.transport())
                .withBrowser(browser)
                .withRedirectListener(redirects)
                .withEnvironment(new FakeEnvironment())
                .withClock(clock, new FakeSleeper(clock));
    }

    /**
     * Applications in the world of an emulator.
     *
     * @param emulator a running one, built with the same clock
     * @param clock what moves time for both
     * @return makes builders of applications
     */
    public static EmulatedApplications of(Emulator emulator, TestClock clock) {
        Objects.requireNonNull(clock, "clock");
        if (!emulator.clock().equals(clock)) {
            throw new IllegalArgumentException(
                    "The emulator has another clock. Build it with Emulator.builder().clock(clock).");
        }
        return new EmulatedApplications(emulator, clock);
    }

    /**
     * The emulator's own public client, in the tenant {@code contoso}.
     *
     * @return a builder, to be changed or built
     */
    public PublicClientApplicationBuilder publicClient() {
        return publicClient(TENANT);
    }

    /**
     * The emulator's own public client in another tenant, or in any.
     *
     * @param tenant {@code common}, {@code organizations}, {@code consumers}, or a tenant's name, domain or id
     * @return a builder, to be changed or built
     */
    public PublicClientApplicationBuilder publicClient(String tenant) {
        return publicClientAnywhere().trustedAuthority(emulator.authority(tenant));
    }

    /**
     * The emulator's own public client at the plain OpenID Connect provider.
     *
     * @param realm a tenant's name, domain or id
     * @return a builder, to be changed or built
     */
    public PublicClientApplicationBuilder oidcPublicClient(String realm) {
        return publicClientAnywhere().oidcAuthority(emulator.oidcAuthority(realm));
    }

    private PublicClientApplicationBuilder publicClientAnywhere() {
        return PublicClientApplication.builder(emulator.defaultPublicClientId()).adapters(adapters);
    }

    /**
     * The emulator's own confidential client, with its secret, in the tenant {@code contoso}.
     *
     * @return a builder, to be changed or built
     */
    public ConfidentialClientApplicationBuilder confidentialClient() {
        return confidentialClient(TENANT);
    }

    /**
     * The emulator's own confidential client, with its secret, in another tenant, or in any.
     *
     * @param tenant {@code common}, {@code organizations}, {@code consumers}, or a tenant's name, domain or id
     * @return a builder, to be changed or built
     */
    public ConfidentialClientApplicationBuilder confidentialClient(String tenant) {
        return confidentialClientAnywhere().trustedAuthority(emulator.authority(tenant));
    }

    /**
     * The emulator's own confidential client, with its secret, at the plain OpenID Connect provider.
     *
     * @param realm a tenant's name, domain or id
     * @return a builder, to be changed or built
     */
    public ConfidentialClientApplicationBuilder oidcConfidentialClient(String realm) {
        return confidentialClientAnywhere().oidcAuthority(emulator.oidcAuthority(realm));
    }

    private ConfidentialClientApplicationBuilder confidentialClientAnywhere() {
        return ConfidentialClientApplication.builder(
                        emulator.defaultConfidentialClientId(),
                        ClientCredentials.secret(emulator.defaultClientSecret().reveal()))
                .adapters(adapters);
    }

    /**
     * Says who sits at the browser from now on.
     *
     * @param username one of the emulator's users
     * @return this
     */
    public EmulatedApplications personIs(String username) {
        person = Objects.requireNonNull(username, "username");
        return this;
    }

    /**
     * The world the applications live in, for builders of your own: another client id, a certificate, an authority of another kind.
     *
     * @return one fake of each port that reaches outside
     */
    public Adapters adapters() {
        return adapters;
    }

    /**
     * What the applications told their operators.
     *
     * @return the sink of all of them
     */
    public RecordingEventSink events() {
        return events;
    }

    private BrowserLaunch signIn(URI address) {
        redirects
                .at(String.valueOf(FakeBrowser.parametersOf(address).get("redirect_uri")))
                .deliver(emulator.signIn(address, person));
        return new BrowserLaunch(BrowserLaunch.Outcome.OPENED, "a person who signs in at once");
    }
}
