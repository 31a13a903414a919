package io.openmsal.domain.flow;

import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.adapter.xml.JdkXmlReader;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.authority.OidcDiscovery;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Introduction;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.federation.Federation;
import io.openmsal.domain.oauth.ClaimsParameter;
import io.openmsal.domain.oauth.DeviceAuthorizationEndpoint;
import io.openmsal.domain.oauth.IdTokenReader;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.Telemetry;
import io.openmsal.domain.oauth.Throttle;
import io.openmsal.domain.oauth.TokenEndpoint;
import io.openmsal.domain.token.OpenIdScopes;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.event.Event;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.testing.environment.FakeEnvironment;
import io.openmsal.testing.http.FakeHttpTransport;
import io.openmsal.testing.http.FakeMutualTlsTransports;
import io.openmsal.testing.time.FakeSleeper;
import io.openmsal.testing.time.TestClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** The flows of one application on fakes, put together by hand. */
final class Flows {

    static final String CLIENT_ID = "client-1";
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);

    final TestClock clock = new TestClock();
    final FakeSleeper sleeper = new FakeSleeper(clock);
    final FakeHttpTransport http = new FakeHttpTransport();
    final RandomValues random = new RandomValues(new SecureRandom());
    final Throttle throttle;
    final AtomicLong cacheHits = new AtomicLong();
    final Telemetry telemetry = new Telemetry(cacheHits);
    final JsonCodec codec = new GsonJsonCodec();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final Authority authority;
    final TokenCache cache;
    final TokenRedemption redemption;
    final ClientCredentialsFlow clientCredentials;
    final OnBehalfOfFlow onBehalfOf;
    final FakeMutualTlsTransports mutualTls;
    final LongRunningOnBehalfOfFlow longRunning;
    final SilentFlow silent;
    final RefreshTokenFlow refreshToken;
    final AuthorizationCodeFlow authorizationCode;
    final DeviceCodeFlow deviceCode;
    final UsernamePasswordFlow usernamePassword;

    Flows() {
        this(EntraAuthority.of("https://login.microsoftonline.com/contoso.example"), ClientCredential.none());
    }

    Flows(Authority authority, ClientCredential credential) {
        this(authority, credential, Collections.emptyList());
    }

    Flows(Authority authority, ClientCredential credential, List<String> capabilities) {
        this(authority, credential, capabilities, Throttle::remembering, OpenIdScopes.ALL);
    }

    static Flows unthrottled() {
        return new Flows(
                EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
                ClientCredential.none(),
                Collections.emptyList(),
                Throttle::off,
                OpenIdScopes.ALL);
    }

    static Flows asking(OpenIdScopes openIdScopes) {
        return new Flows(
                EntraAuthority.of("https://login.microsoftonline.com/contoso.example"),
                ClientCredential.none(),
                Collections.emptyList(),
                Throttle::remembering,
                openIdScopes);
    }

    private Flows(
            Authority authority,
            ClientCredential credential,
            List<String> capabilities,
            BiFunction<Clock, RandomValues, Throttle> throttling,
            OpenIdScopes openIdScopes) {
        this.throttle = throttling.apply(clock, random);
        this.authority = authority;
        this.cache = TokenCache.inProcess(clock, events::add);
        ClientIdentity client = new ClientIdentity(CLIENT_ID, credential);
        ClaimsParameter claims = new ClaimsParameter(codec, capabilities);
        HttpTransport transport = http;
        this.mutualTls = new FakeMutualTlsTransports(transport);
        ServerExchange exchange =
                new ServerExchange(Introduction.of(new FakeEnvironment()), transport, codec, clock, events::add);
        OidcDiscovery discovery = new OidcDiscovery(exchange, clock);
        this.redemption = new TokenRedemption(
                CLIENT_ID,
                openIdScopes,
                discovery,
                new TokenEndpoint(client, claims, exchange, mutualTls, throttle, telemetry, codec, clock, random),
                new IdTokenReader(CLIENT_ID, codec, clock),
                cache,
                codec,
                clock);
        this.clientCredentials = credential
                .appTokenProvider()
                .map(provider ->
                        new ClientCredentialsFlow(CLIENT_ID, authority, cache, redemption, provider, claims, clock))
                .orElseGet(() -> new ClientCredentialsFlow(CLIENT_ID, authority, cache, redemption, clock));
        this.onBehalfOf = new OnBehalfOfFlow(CLIENT_ID, authority, cache, redemption, clock);
        this.longRunning = new LongRunningOnBehalfOfFlow(CLIENT_ID, authority, cache, redemption, clock);
        this.silent = new SilentFlow(CLIENT_ID, cache, redemption, clock);
        this.refreshToken = new RefreshTokenFlow(redemption);
        this.authorizationCode = new AuthorizationCodeFlow(CLIENT_ID, claims, redemption, random);
        this.usernamePassword = new UsernamePasswordFlow(
                new Federation(discovery, exchange, throttle, new JdkXmlReader(), clock, random), redemption);
        this.deviceCode = new DeviceCodeFlow(
                new DeviceAuthorizationEndpoint(client, claims, exchange, clock),
                redemption,
                sleeper,
                clock,
                REQUEST_TIMEOUT);
    }

    CallContext call() {
        return call(new Cancellation());
    }

    CallContext call(Cancellation cancellation) {
        return new CallContext("correlation-1", Deadline.after(clock, REQUEST_TIMEOUT), cancellation);
    }
}
