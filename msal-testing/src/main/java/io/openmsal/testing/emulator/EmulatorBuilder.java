package io.openmsal.testing.emulator;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Options of an {@link Emulator}. Whatever is added comes on top of the defaults. Not safe for many threads; can start more than
 * one emulator.
 */
public final class EmulatorBuilder {

    int port;
    String host = "localhost";
    Clock clock = Clock.systemUTC();
    boolean oidcOffersFormPost = true;
    boolean refreshTokensMayBeReused;
    boolean assertionsMayBeReplayed;
    boolean qualifiesScopes;
    final Lifetimes lifetimes = new Lifetimes();
    final List<EmulatorTenant> tenants = new ArrayList<>();
    final List<EmulatorUser> users = new ArrayList<>();
    final List<EmulatorApp> apps = new ArrayList<>();
    final List<EmulatorFederation> federations = new ArrayList<>();

    EmulatorBuilder() {}

    /**
     * The port to listen on; any free one by default.
     *
     * @param number a port of the loopback interface, or 0 for any free one
     * @return this builder
     */
    public EmulatorBuilder port(int number) {
        port = number;
        return this;
    }

    /**
     * The name the emulator goes by, in its addresses and its certificate; {@code localhost} by default. It listens on loopback all the
     * same, so a name that no name service knows, such as {@code login.contoso.test} (RFC 6761), is reached through a proxy alone.
     *
     * @param name a DNS name
     * @return this builder
     */
    public EmulatorBuilder host(String name) {
        host = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * The clock all tokens, codes and sessions live by; the system's by default. A test that moves it moves time.
     *
     * @param ticking the clock
     * @return this builder
     */
    public EmulatorBuilder clock(Clock ticking) {
        clock = Objects.requireNonNull(ticking, "clock");
        return this;
    }

    /**
     * One more tenant.
     *
     * @param tenant the tenant
     * @return this builder
     */
    public EmulatorBuilder tenant(EmulatorTenant tenant) {
        tenants.add(Objects.requireNonNull(tenant, "tenant"));
        return this;
    }

    /**
     * One more user; tenants it names come into being.
     *
     * @param user the user
     * @return this builder
     */
    public EmulatorBuilder user(EmulatorUser user) {
        users.add(Objects.requireNonNull(user, "user"));
        return this;
    }

    /**
     * One more application.
     *
     * @param app the application
     * @return this builder
     */
    public EmulatorBuilder app(EmulatorApp app) {
        apps.add(Objects.requireNonNull(app, "app"));
        return this;
    }

    /**
     * One more organization that keeps its users' passwords itself.
     *
     * @param federation the organization
     * @return this builder
     */
    public EmulatorBuilder federation(EmulatorFederation federation) {
        federations.add(Objects.requireNonNull(federation, "federation"));
        return this;
    }

    /**
     * How long access and ID tokens are valid; one hour by default. From two hours on, {@code refresh_in} is half of it.
     *
     * @param lifetime longer than nothing
     * @return this builder
     */
    public EmulatorBuilder tokenLifetime(Duration lifetime) {
        lifetimes.accessToken(lifetime);
        return this;
    }

    /**
     * How long a device code waits; 15 minutes by default.
     *
     * @param lifetime longer than nothing
     * @return this builder
     */
    public EmulatorBuilder deviceCodeLifetime(Duration lifetime) {
        lifetimes.deviceCode(lifetime);
        return this;
    }

    /**
     * How long a device has to wait between polls; five seconds by default.
     *
     * @param interval whole seconds; zero allows any pace
     * @return this builder
     */
    public EmulatorBuilder deviceCodeInterval(Duration interval) {
        lifetimes.deviceInterval(interval);
        return this;
    }

    /**
     * Leaves {@code form_post} out of the response modes the OpenID Connect metadata lists, as some providers do.
     *
     * @return this builder
     */
    public EmulatorBuilder oidcWithoutFormPost() {
        oidcOffersFormPost = false;
        return this;
    }

    /**
     * Lets a refresh token be redeemed more than once. By default the second time revokes the whole grant.
     *
     * @return this builder
     */
    public EmulatorBuilder allowRefreshTokenReuse() {
        refreshTokensMayBeReused = true;
        return this;
    }

    /**
     * Lets a client assertion be used more than once. By default a {@code jti} seen before is refused.
     *
     * @return this builder
     */
    public EmulatorBuilder allowAssertionReplay() {
        assertionsMayBeReplayed = true;
        return this;
    }

    /**
     * Writes scopes of Microsoft Graph in full in token responses: {@code https://graph.microsoft.com/User.Read}.
     *
     * @return this builder
     */
    public EmulatorBuilder qualifiedScopes() {
        qualifiesScopes = true;
        return this;
    }

    /**
     * Starts an emulator.
     *
     * @return a running emulator, to be closed
     * @throws IllegalStateException when the port is taken
     */
    public Emulator start() {
        return new Emulator(this);
    }
}
