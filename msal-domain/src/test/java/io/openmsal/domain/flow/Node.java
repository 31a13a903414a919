package io.openmsal.domain.flow;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.authority.OidcDiscovery;
import io.openmsal.domain.cache.CacheBounds;
import io.openmsal.domain.cache.StoreOptions;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Introduction;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.oauth.ClaimsParameter;
import io.openmsal.domain.oauth.FederatedUser;
import io.openmsal.domain.oauth.IdTokenReader;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.Telemetry;
import io.openmsal.domain.oauth.Throttle;
import io.openmsal.domain.oauth.TokenEndpoint;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.OpenIdScopes;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import io.openmsal.port.event.Event;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.http.FakeMutualTlsTransports;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One of several servers with one application, one store and one provider; each has a clock of its own. */
final class Node {

    static final Scopes USER_READ = Scopes.requested("User.Read");

    final TestClock clock = new TestClock();
    final FakeSleeper sleeper = new FakeSleeper(clock);
    final List<Event> events = new CopyOnWriteArrayList<>();
    final TokenCache cache;
    final SilentFlow silent;
    final ClientCredentialsFlow clientCredentials;
    final LongRunningOnBehalfOfFlow longRunning;
    private final RefreshTokenFlow refreshToken;
    private final UserFederatedCredentialFlow agent;
    private final Authority authority = EntraAuthority.of("https://login.microsoftonline.com/contoso.example");

    Node(TokenStore store, StoreOptions options, FakeHttpTransport http) {
        this(store, options, http, CacheBounds.STANDARD);
    }

    Node(TokenStore store, StoreOptions options, FakeHttpTransport http, CacheBounds bounds) {
        JsonCodec codec = new GsonJsonCodec();
        RandomValues random = new RandomValues(new SecureRandom());
        this.cache = TokenCache.backedBy(store, codec, clock, sleeper, events::add, bounds, options);
        ServerExchange exchange =
                new ServerExchange(Introduction.of(new FakeEnvironment()), http, codec, clock, events::add);
        TokenRedemption redemption = new TokenRedemption(
                Flows.CLIENT_ID,
                OpenIdScopes.ALL,
                new OidcDiscovery(exchange, clock),
                new TokenEndpoint(
                        new ClientIdentity(Flows.CLIENT_ID, ClientCredential.none()),
                        new ClaimsParameter(codec, Collections.emptyList()),
                        exchange,
                        new FakeMutualTlsTransports(http),
                        Throttle.remembering(clock, random),
                        new Telemetry(0),
                        codec,
                        clock,
                        random),
                new IdTokenReader(Flows.CLIENT_ID, codec, clock),
                cache,
                codec,
                clock);
        this.silent = new SilentFlow(Flows.CLIENT_ID, cache, redemption, clock);
        this.clientCredentials = new ClientCredentialsFlow(Flows.CLIENT_ID, authority, cache, redemption, clock);
        this.longRunning = new LongRunningOnBehalfOfFlow(Flows.CLIENT_ID, authority, cache, redemption, clock);
        this.refreshToken = new RefreshTokenFlow(redemption);
        this.agent = new UserFederatedCredentialFlow(Flows.CLIENT_ID, cache, redemption, silent, clock);
    }

    Account signIn() {
        return takeOver(RequestShape.PLAIN).account().orElseThrow();
    }

    AuthenticationResult takeOver(RequestShape shape) {
        return refreshToken.acquire(authority, Secret.of("foreign"), USER_READ, shape, call());
    }

    AuthenticationResult silent(Account account) {
        return silent(account, USER_READ, CachePolicy.DEFAULT);
    }

    AuthenticationResult silent(Account account, Scopes scopes, CachePolicy policy) {
        return silent.acquire(authority, account, scopes, policy, this::call);
    }

    AuthenticationResult actFor(FederatedUser user, String tenant) {
        return agent.acquire(
                authority.withTenant(tenant),
                user,
                call -> Secret.of("agents-own"),
                USER_READ,
                CachePolicy.DEFAULT,
                this::call);
    }

    AuthenticationResult own() {
        return clientCredentials.acquire(
                null, Scopes.requested("https://api.example/.default"), CachePolicy.DEFAULT, this::call);
    }

    AuthenticationResult begin(Secret session, String assertion) {
        return longRunning.begin(null, session, Secret.of(assertion), USER_READ, RequestShape.PLAIN, call());
    }

    AuthenticationResult inSession(Secret session) {
        return inSession(session, CachePolicy.DEFAULT);
    }

    AuthenticationResult inSession(Secret session, CachePolicy policy) {
        return longRunning.acquire(null, session, USER_READ, policy, this::call);
    }

    private CallContext call() {
        return new CallContext("c", Deadline.after(clock, Duration.ofSeconds(60)), new Cancellation());
    }
}
