package io.openmsal.testing.emulator;

import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.testing.time.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * An identity provider to test against, in this process, on loopback, over TLS with a certificate authority of its own.
 *
 * <pre>{@code
 * try (Emulator emulator = Emulator.start()) {
 *     String authority = emulator.authority("contoso");
 *     SSLContext trust = emulator.sslContext();
 *     ...
 * }
 * }</pre>
 *
 * <p>Without configuration it knows the tenant {@code contoso}, the users {@code ada@contoso.example} (password
 * {@code ada-password}) and {@code grace@contoso.example} (any password), a public client and a confidential one, whose secret
 * is made at start. All methods are safe for many threads.
 */
public final class Emulator implements AutoCloseable {

    private final Clock clock;
    private final LoopbackTls tls;
    private final LoopbackServer server;
    private final HttpTransport inProcess;
    private final Dispatcher dispatcher;
    private final URI base;
    private final Lifetimes initialLifetimes = new Lifetimes();
    private final Lifetimes lifetimes = new Lifetimes();
    private final Directory directory = new Directory();
    private final Realms realms;
    private final Grants grants;
    private final DeviceAuthorizations deviceAuthorizations;
    private final DeviceLoginEndpoint deviceLogin;
    private final AuthorizeEndpoint authorize;
    private final BrowserSessions sessions;
    private final PendingSignIns pendings;
    private final ClientAssertions assertions;
    private final SamlAssertions samlAssertions = new SamlAssertions(directory);
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final String publicClientId = guid("default public client");
    private final String confidentialClientId = guid("default confidential client");
    private final Secret clientSecret;
    private final SigningKey key;

    Emulator(EmulatorBuilder options) {
        var random = new SecureRandom();
        clock = options.clock;
        initialLifetimes.copyFrom(options.lifetimes);
        lifetimes.copyFrom(options.lifetimes);
        clientSecret = Secret.of(Fingerprint.random(random, 30));
        tls = LoopbackTls.create(random, options.host);
        server = LoopbackServer.open(options.port, tls.server());
        base = URI.create("https://" + options.host + ":" + server.port());
        key = new SigningKey();
        key.prepare(server.executor());
        populate(options);

        realms = new Realms(base, directory, options.oidcOffersFormPost);
        grants = new Grants(clock, random, lifetimes, options.refreshTokensMayBeReused);
        deviceAuthorizations = new DeviceAuthorizations(clock, random, lifetimes);
        var federated = new FederatedTokens(key);
        var userAssertions = new UserAssertions(directory, key);
        assertions = new ClientAssertions(federated, options.assertionsMayBeReplayed);
        sessions = new BrowserSessions(random, server.port());
        pendings = new PendingSignIns(random);
        var minter = new TokenMinter(key, lifetimes);
        var messages = new MessagePages();
        var signIn = new SignIn(directory, grants, pendings, new SignInPages(directory), clock);
        authorize = new AuthorizeEndpoint(
                new AuthorizationRequests(directory),
                new AuthorizationResponses(directory, grants, minter, messages),
                sessions,
                pendings,
                signIn,
                directory,
                grants);
        deviceLogin = new DeviceLoginEndpoint(deviceAuthorizations, sessions, pendings, signIn, messages, grants);
        var clients = new ClientAuthentication(directory, assertions);
        var responses = new TokenResponses(directory, grants, minter, lifetimes, options.qualifiesScopes);
        var metadata = new MetadataEndpoints(base, key);

        var endpoints = new EnumMap<EmulatorEndpoint, Endpoint>(EmulatorEndpoint.class);
        endpoints.put(EmulatorEndpoint.INSTANCE_DISCOVERY, metadata::instanceDiscovery);
        endpoints.put(EmulatorEndpoint.OPENID_CONFIGURATION, metadata::openIdConfiguration);
        endpoints.put(EmulatorEndpoint.KEYS, metadata::keys);
        endpoints.put(EmulatorEndpoint.AUTHORIZE, authorize);
        endpoints.put(EmulatorEndpoint.SIGN_IN, new SignInEndpoint(sessions, pendings, signIn, messages));
        endpoints.put(EmulatorEndpoint.DEVICE_CODE, new DeviceCodeEndpoint(clients, deviceAuthorizations, lifetimes));
        endpoints.put(EmulatorEndpoint.DEVICE_LOGIN, deviceLogin);
        endpoints.put(
                EmulatorEndpoint.TOKEN,
                new TokenEndpoint(
                        clients,
                        List.of(
                                new AuthorizationCodeGrant(directory, grants, responses),
                                new RefreshTokenGrant(directory, grants, responses),
                                new DeviceCodeGrant(directory, deviceAuthorizations, responses),
                                new ClientCredentialsGrant(responses),
                                new JwtBearerGrant(userAssertions, responses),
                                new TokenExchangeGrant(userAssertions, responses),
                                new UserFederatedGrant(directory, responses, federated),
                                new PasswordGrant(directory, responses, clock),
                                new SamlBearerGrant(SamlDialect.V11, samlAssertions, responses),
                                new SamlBearerGrant(SamlDialect.V2, samlAssertions, responses))));
        endpoints.put(EmulatorEndpoint.USER_REALM, new UserRealmEndpoint(base, directory));
        endpoints.put(EmulatorEndpoint.FEDERATION_METADATA, new FederationMetadataEndpoint(base, directory));
        endpoints.put(EmulatorEndpoint.WS_TRUST, new WsTrustEndpoint(base, directory, samlAssertions));
        endpoints.put(EmulatorEndpoint.LOGOUT, new LogoutEndpoint(sessions, directory, messages));
        endpoints.put(EmulatorEndpoint.OTHER, new StartPage(base, messages));
        dispatcher = new Dispatcher(realms, endpoints, faults, messages, clock);
        server.serve((request, route) -> dispatcher.serve(request, route, this::holdUntilClosed), requests::add);
        inProcess = new InProcessTransport(base, dispatcher, requests::add, clock, closing);
    }

    private boolean holdUntilClosed(Duration delay) {
        try {
            return !closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A person at the page knows no deadline: where time stands still, it passes at once, and whoever waits for them sees it gone. */
    private boolean holdPerson(Duration delay) {
        if (clock instanceof TestClock standing) {
            standing.advance(delay);
            return true;
        }
        return holdUntilClosed(delay);
    }

    /**
     * Starts an emulator with the defaults, on a free port.
     *
     * @return a running emulator, to be closed
     */
    public static Emulator start() {
        return builder().start();
    }

    /**
     * Begins to configure an emulator.
     *
     * @return a builder with the defaults
     */
    public static EmulatorBuilder builder() {
        return new EmulatorBuilder();
    }

    // Where it is and how to trust it

    /**
     * The root of all its URIs.
     *
     * @return such as {@code https://localhost:49152}
     */
    public URI baseUri() {
        return base;
    }

    /**
     * An authority in the dialect of Microsoft Entra.
     *
     * @param tenant {@code common}, {@code organizations}, {@code consumers}, or a tenant's name, domain or id
     * @return such as {@code https://localhost:49152/contoso}
     */
    public String authority(String tenant) {
        return base + "/" + tenant;
    }

    /**
     * An authority of the plain OpenID Connect provider: the issuer, below which the metadata is found.
     *
     * @param realm a tenant's name, domain or id
     * @return such as {@code https://localhost:49152/oidc/contoso}
     */
    public String oidcAuthority(String realm) {
        return base + "/oidc/" + realm;
    }

    /**
     * The issuer that stands in the tokens of a tenant.
     *
     * @param tenant the tenant's name, domain or id
     * @return such as {@code https://localhost:49152/{tenant id}/v2.0}
     * @throws IllegalArgumentException when there is no such tenant
     */
    public String issuer(String tenant) {
        return realms.common().issuer(tenant(tenant));
    }

    /**
     * The certificate authority of this emulator, to be trusted by clients under test.
     *
     * @return the certificate
     */
    public X509Certificate caCertificate() {
        return tls.authority();
    }

    /**
     * The same certificate as text.
     *
     * @return PEM
     */
    public String caCertificatePem() {
        return tls.authorityPem();
    }

    /**
     * What a client connects with that trusts this emulator and nobody else.
     *
     * @return a TLS context without a client certificate
     */
    public SSLContext sslContext() {
        return tls.client();
    }

    /**
     * A transport that reaches this emulator and nothing else, without a connection: for tests that are to have no network.
     * Answers are those the loopback port gives; a reset or truncated one is an {@link java.io.IOException}. Deadline, cancellation and
     * interruption end an exchange as the contract of {@link HttpTransport} says.
     *
     * @return a transport, safe for many threads
     */
    public HttpTransport transport() {
        return inProcess;
    }

    /**
     * The clock the emulator lives by.
     *
     * @return the clock given to the builder
     */
    public Clock clock() {
        return clock;
    }

    // Who is known

    /**
     * The public client that exists without configuration. It may redirect to any path on a loopback host.
     *
     * @return its client id
     */
    public String defaultPublicClientId() {
        return publicClientId;
    }

    /**
     * The confidential client that exists without configuration.
     *
     * @return its client id
     */
    public String defaultConfidentialClientId() {
        return confidentialClientId;
    }

    /**
     * The secret of the default confidential client, made anew by every start.
     *
     * @return the secret
     */
    public Secret defaultClientSecret() {
        return clientSecret;
    }

    /**
     * A tenant.
     *
     * @param name its name, domain or id
     * @return the tenant
     * @throws IllegalArgumentException when there is no such tenant
     */
    public EmulatorTenant tenant(String name) {
        return directory
                .tenant(name)
                .orElseThrow(() -> new IllegalArgumentException("The emulator has no tenant \"" + name + "\"."));
    }

    /**
     * A user.
     *
     * @param username the sign-in name
     * @return the user
     * @throws IllegalArgumentException when there is no such user
     */
    public EmulatorUser user(String username) {
        return directory
                .user(username)
                .orElseThrow(() -> new IllegalArgumentException("The emulator has no user \"" + username + "\"."));
    }

    /**
     * Adds a tenant, or replaces the one with the same id.
     *
     * @param tenant the tenant
     */
    public void add(EmulatorTenant tenant) {
        directory.add(tenant);
    }

    /**
     * Adds a user, or replaces the one with the same name.
     *
     * @param user the user
     */
    public void add(EmulatorUser user) {
        directory.add(user);
    }

    /**
     * Adds an application, or replaces the one with the same client id.
     *
     * @param app the application
     */
    public void add(EmulatorApp app) {
        directory.add(app);
    }

    /**
     * Adds an organization that keeps its users' passwords itself, or replaces the one of the same domain.
     *
     * @param federation the organization
     */
    public void add(EmulatorFederation federation) {
        directory.add(federation);
    }

    /**
     * Trusts an issuer outside: the plain OpenID Connect provider takes its assertions about users from now on. Replaces the one of the same
     * name.
     *
     * @param issuer the issuer
     */
    public void add(EmulatorIssuer issuer) {
        directory.add(issuer);
    }

    // How long things last

    /**
     * How long access and ID tokens made from now on are valid. From two hours on, {@code refresh_in} is half of it.
     *
     * @param lifetime longer than nothing
     */
    public void tokenLifetime(Duration lifetime) {
        lifetimes.accessToken(lifetime);
    }

    /**
     * How long refresh tokens made from now on are valid; 90 days at first.
     *
     * @param lifetime longer than nothing
     */
    public void refreshTokenLifetime(Duration lifetime) {
        lifetimes.refreshToken(lifetime);
    }

    /**
     * How long authorization codes made from now on are valid; ten minutes at first.
     *
     * @param lifetime longer than nothing
     */
    public void authorizationCodeLifetime(Duration lifetime) {
        lifetimes.authorizationCode(lifetime);
    }

    /**
     * How long device codes made from now on wait for a person.
     *
     * @param lifetime longer than nothing
     */
    public void deviceCodeLifetime(Duration lifetime) {
        lifetimes.deviceCode(lifetime);
    }

    /**
     * How long devices have to wait between polls.
     *
     * @param interval whole seconds; zero allows any pace
     */
    public void deviceCodeInterval(Duration interval) {
        lifetimes.deviceInterval(interval);
    }

    // Misbehaviour

    /**
     * The faults to come, for every endpoint.
     *
     * @return the plan, to be changed in place
     */
    public Faults faults() {
        return faults;
    }

    /**
     * Spoils the next request to the token endpoint.
     *
     * @param fault how
     */
    public void nextTokenRequest(Fault fault) {
        faults.next(EmulatorEndpoint.TOKEN, fault);
    }

    /**
     * A web API that takes this emulator's tokens with proof of possession only.
     *
     * @return one that has seen no request yet
     */
    public ProtectedResource protectedResource() {
        return new ProtectedResource(key, clock);
    }

    // What happened

    /**
     * The requests received, oldest first: the latest 10,000, without those for styles and the start page.
     *
     * @return a copy
     */
    public List<EmulatorRequest> requests() {
        return requests.all();
    }

    /**
     * The requests received by one endpoint, oldest first.
     *
     * @param endpoint the endpoint
     * @return a copy
     */
    public List<EmulatorRequest> requests(EmulatorEndpoint endpoint) {
        return requests.all().stream()
                .filter(request -> request.endpoint() == endpoint)
                .toList();
    }

    /**
     * How many requests the token endpoint received, faulty ones included.
     *
     * @return the number
     */
    public int tokenRequestCount() {
        return requests(EmulatorEndpoint.TOKEN).size();
    }

    /** Forgets the requests received so far. */
    public void clearRequests() {
        requests.clear();
    }

    // What a person would do

    /**
     * Signs a user in and consents, as a browser would that was sent to the URI. The request is remembered like one over a connection, and
     * meets the fault that waits at {@link EmulatorEndpoint#AUTHORIZE}: {@link Fault#oauthError} is what the redirect carries then.
     *
     * @param authorizationUri the authorization request, as the client made it
     * @param username who signs in
     * @return what the redirect carries: {@code code}, {@code state} and {@code client_info}, or {@code error} and its kin; empty when the
     *     fault answered without a redirect, so that nobody comes home
     * @throws IllegalArgumentException when the URI is not of this emulator's authorization endpoint, or what is wrong with the request
     *     would be told on a page
     * @throws IllegalStateException when the emulator was closed
     */
    public Map<String, String> signIn(URI authorizationUri, String username) {
        if (closing.getCount() == 0) {
            throw new IllegalStateException("The emulator at " + base
                    + " was closed, and nobody signs in there any more. Sign in before close().");
        }
        Route route = Route.of(String.valueOf(authorizationUri.getPath()));
        if (!base.resolve("/").equals(authorizationUri.resolve("/"))
                || route.endpoint() != EmulatorEndpoint.AUTHORIZE) {
            throw new IllegalArgumentException("No authorization endpoint of the emulator at " + base + ": "
                    + authorizationUri.getScheme() + "://" + placeOf(authorizationUri) + authorizationUri.getPath()
                    + (authorizationUri.getRawUserInfo() == null ? "" : ", with user information before it"));
        }
        var request = EmulatorRequest.opened(route.endpoint(), authorizationUri);
        requests.add(request);
        var atOnce = new SignInAtOnce(authorize, username);
        try {
            dispatcher.leadTo(atOnce, request, route, this::holdPerson);
            return atOnce.redirect();
        } catch (Refusal page) {
            throw new IllegalArgumentException("AADSTS" + page.aadsts() + ": " + page.text(), page);
        }
    }

    /** Host and port alone: what stands before them may be a password. */
    private static String placeOf(URI uri) {
        String authority = String.valueOf(uri.getRawAuthority());
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /**
     * Approves a device, as a person would who typed its code, signed in and consented.
     *
     * @param userCode the code the device shows
     * @param username who approves
     * @throws IllegalArgumentException when the code waits for nobody, or the user may not sign in there
     */
    public void approveDeviceCode(String userCode, String username) {
        var waiting = undecided(userCode);
        try {
            deviceLogin.approve(waiting, directory.userOf(waiting.realm(), username), clock.instant());
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("AADSTS" + refusal.aadsts() + ": " + refusal.text(), refusal);
        }
    }

    /**
     * Declines a device, as a person would who typed its code and cancelled.
     *
     * @param userCode the code the device shows
     * @throws IllegalArgumentException when the code waits for nobody
     */
    public void declineDeviceCode(String userCode) {
        deviceAuthorizations.decline(undecided(userCode));
    }

    /**
     * Consents on behalf of a user, so that no page has to ask.
     *
     * @param username who consents
     * @param clientId to which application
     * @param scopes to what
     */
    public void consent(String username, String clientId, String... scopes) {
        grants.consent(user(username), clientId, new Scopes(Set.of(scopes)));
    }

    /**
     * Revokes every refresh token of a user, as a changed password would.
     *
     * @param username whose
     */
    public void revokeRefreshTokens(String username) {
        grants.revokeRefreshTokens(user(username));
    }

    /**
     * Signs a user out in every browser, as they would who visited the page for it in each. The applications do not hear of it from here:
     * a test does what the browsers would do (OpenID Connect Front-Channel Logout §3).
     *
     * @param username who signs out
     * @return what those browsers would load in frames, one for each session and each application that was visited in it and has
     *     registered an address
     * @throws IllegalArgumentException when there is no such user
     */
    public List<URI> signOut(String username) {
        return sessions.signOut(user(username));
    }

    /**
     * Forgets what tests left behind: faults, requests, codes, refresh tokens, consents, browser sessions, and changed
     * lifetimes. Tenants, users and applications stay.
     */
    public void reset() {
        faults.clear();
        requests.clear();
        grants.clear();
        deviceAuthorizations.clear();
        assertions.clear();
        samlAssertions.clear();
        sessions.clear();
        pendings.clear();
        lifetimes.copyFrom(initialLifetimes);
    }

    /** Stops listening. Answers held back by {@link Fault#slow} end at once. */
    @Override
    public void close() {
        closing.countDown();
        server.close();
    }

    private DeviceAuthorizations.DeviceAuthorization undecided(String userCode) {
        return deviceAuthorizations
                .undecided(userCode)
                .orElseThrow(() -> new IllegalArgumentException("No device waits with this code."));
    }

    private void populate(EmulatorBuilder options) {
        directory.add(EmulatorTenant.named("contoso"));
        directory.add(EmulatorUser.named("ada@contoso.example")
                .withDisplayName("Ada Lovelace")
                .withPassword("ada-password"));
        directory.add(EmulatorUser.named("grace@contoso.example").withDisplayName("Grace Hopper"));
        EmulatorApp publicClient = EmulatorApp.of(publicClientId).withDisplayName("Sample desktop app");
        EmulatorApp confidentialClient = EmulatorApp.of(confidentialClientId)
                .withDisplayName("Sample web app")
                .withSecret(clientSecret);
        for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
            publicClient = publicClient.withRedirectUri("http://" + host + "/*");
            confidentialClient = confidentialClient
                    .withRedirectUri("http://" + host + "/*")
                    .withRedirectUri("https://" + host + "/*");
        }
        directory.add(publicClient);
        directory.add(confidentialClient.withRedirectUri("https://app.example/*"));
        options.tenants.forEach(directory::add);
        options.users.forEach(directory::add);
        options.apps.forEach(directory::add);
        options.federations.forEach(directory::add);
    }

    private static String guid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
