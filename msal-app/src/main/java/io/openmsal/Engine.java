package io.openmsal;

import io.openmsal.adapter.crypto.ProofKeyInMemory;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.OidcDiscovery;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.client.AppTokenProvider;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.federation.Federation;
import io.openmsal.domain.flow.ClientCredentialsFlow;
import io.openmsal.domain.flow.TokenRedemption;
import io.openmsal.domain.oauth.ClaimsParameter;
import io.openmsal.domain.oauth.IdTokenReader;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.Telemetry;
import io.openmsal.domain.oauth.Throttle;
import io.openmsal.domain.oauth.TokenEndpoint;
import io.openmsal.port.crypto.ProofKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One application's flows, put together with plain constructors: the one place where adapters meet the core. */
final class Engine {

    final ClientIdentity client;
    final Authority authority;
    private final EngineSettings settings;
    final Adapters adapters;
    final TokenCache cache;
    final Duration timeout;
    final CallSettings calls;
    final RandomValues random;
    final Supplier<ProofKey> proofKeys;

    final ClientCredentialsFlow clientCredentials;

    private final ServerExchange exchange;
    private final OidcDiscovery discovery;
    private final Throttle throttle;
    private final ClaimsParameter claims;
    private final TokenRedemption redemption;
    private volatile @Nullable PeoplesFlows people;

    Engine(ClientIdentity client, Authority authority, EngineSettings settings, Adapters adapters, TokenCache cache) {
        this.client = client;
        this.settings = settings;
        this.authority = authority;
        this.adapters = adapters;
        this.cache = cache;
        this.timeout = settings.timeout();
        this.calls = new CallSettings(adapters.clock(), adapters.events(), timeout);
        this.random = new RandomValues(adapters.random());
        this.proofKeys = new ProofKeyInMemory(adapters.clock());

        String clientId = client.clientId();
        this.exchange = new ServerExchange(
                settings.introduction(), adapters.transport(), adapters.codec(), adapters.clock(), adapters.events());
        this.throttle = settings.throttled()
                ? Throttle.remembering(adapters.clock(), random)
                : Throttle.off(adapters.clock(), random);
        Telemetry telemetry = new Telemetry(cache.countOfHits());
        this.claims = new ClaimsParameter(adapters.codec(), settings.capabilities());
        this.discovery = new OidcDiscovery(exchange, adapters.clock());
        this.redemption = new TokenRedemption(
                clientId,
                settings.openIdScopes(),
                discovery,
                new TokenEndpoint(
                        client,
                        claims,
                        exchange,
                        adapters.mutualTls(),
                        throttle,
                        telemetry,
                        adapters.codec(),
                        adapters.clock(),
                        random),
                new IdTokenReader(clientId, adapters.codec(), adapters.clock()),
                cache,
                adapters.codec(),
                adapters.clock(),
                settings.custody());

        this.clientCredentials = ownTokens();
    }

    /** The flows about people. */
    PeoplesFlows people() {
        PeoplesFlows known = people;
        return known == null ? firstAsked() : known;
    }

    private synchronized PeoplesFlows firstAsked() {
        PeoplesFlows known = people;
        PeoplesFlows made = known == null
                ? new PeoplesFlows(
                        client,
                        authority,
                        settings.broker(),
                        calls,
                        adapters,
                        random,
                        claims,
                        exchange,
                        new Federation(discovery, exchange, throttle, adapters.xml(), adapters.clock(), random),
                        redemption,
                        cache)
                : known;
        people = made;
        return made;
    }

    private ClientCredentialsFlow ownTokens() {
        String clientId = client.clientId();
        Optional<AppTokenProvider> provider = client.credential().appTokenProvider();
        return provider.isPresent()
                ? new ClientCredentialsFlow(
                        clientId, authority, cache, redemption, provider.get(), claims, adapters.clock())
                : new ClientCredentialsFlow(
                        clientId, authority.inRegion(settings.region()), cache, redemption, adapters.clock());
    }

    /** The same for another application, with the same cache. */
    Engine of(ClientIdentity other) {
        return new Engine(other, authority, settings, adapters, cache);
    }
}
