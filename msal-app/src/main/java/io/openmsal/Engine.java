package io.openmsal;

import io.openmsal.adapter.crypto.ProofKeyInMemory;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.OidcDiscovery;
import io.openmsal.domain.cache.AccountTransfer;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.client.AppTokenProvider;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.federation.Federation;
import io.openmsal.domain.flow.AuthorizationCodeFlow;
import io.openmsal.domain.flow.BrokerExchange;
import io.openmsal.domain.flow.BrokeredInteractiveFlow;
import io.openmsal.domain.flow.BrokeredSilentFlow;
import io.openmsal.domain.flow.ClientCredentialsFlow;
import io.openmsal.domain.flow.DeviceCodeFlow;
import io.openmsal.domain.flow.InteractiveFlow;
import io.openmsal.domain.flow.LongRunningOnBehalfOfFlow;
import io.openmsal.domain.flow.OnBehalfOfFlow;
import io.openmsal.domain.flow.RefreshTokenFlow;
import io.openmsal.domain.flow.SignOutFlow;
import io.openmsal.domain.flow.SilentFlow;
import io.openmsal.domain.flow.TokenRedemption;
import io.openmsal.domain.flow.TokensFromElsewhereFlow;
import io.openmsal.domain.flow.UserFederatedCredentialFlow;
import io.openmsal.domain.flow.UsernamePasswordFlow;
import io.openmsal.domain.oauth.ClaimsParameter;
import io.openmsal.domain.oauth.DeviceAuthorizationEndpoint;
import io.openmsal.domain.oauth.IdTokenReader;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.Telemetry;
import io.openmsal.domain.oauth.Throttle;
import io.openmsal.domain.oauth.TokenEndpoint;
import io.openmsal.port.crypto.ProofKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

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

    final BrokeredSilentFlow silent;
    final ClientCredentialsFlow clientCredentials;
    final OnBehalfOfFlow onBehalfOf;
    final LongRunningOnBehalfOfFlow longRunning;
    final UserFederatedCredentialFlow userFederatedCredential;
    final RefreshTokenFlow refreshToken;
    final AuthorizationCodeFlow authorizationCode;
    final BrokeredInteractiveFlow interactive;
    final DeviceCodeFlow deviceCode;
    final UsernamePasswordFlow usernamePassword;
    final SignOutFlow signOut;
    final TokensFromElsewhereFlow tokensFromElsewhere;
    final AccountTransfer transfer;

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
        ServerExchange exchange = new ServerExchange(
                settings.introduction(), adapters.transport(), adapters.codec(), adapters.clock(), adapters.events());
        Throttle throttle = settings.throttled()
                ? Throttle.remembering(adapters.clock(), random)
                : Throttle.off(adapters.clock(), random);
        Telemetry telemetry = new Telemetry(() -> cache.statistics().hits());
        ClaimsParameter claims = new ClaimsParameter(adapters.codec(), settings.capabilities());
        TokenRedemption redemption = new TokenRedemption(
                clientId,
                settings.openIdScopes(),
                new OidcDiscovery(exchange, adapters.clock()),
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

        BrokerExchange broker = new BrokerExchange(clientId, settings.broker(), claims, redemption, adapters.events());
        SilentFlow withoutBroker = new SilentFlow(clientId, cache, redemption, adapters.clock());
        this.silent = new BrokeredSilentFlow(broker, withoutBroker, cache, adapters.clock());
        this.signOut = new SignOutFlow(clientId, broker, cache);
        this.tokensFromElsewhere = new TokensFromElsewhereFlow(redemption, adapters.codec(), adapters.clock());
        this.transfer =
                new AccountTransfer(clientId, authority.environments(), cache, adapters.codec(), adapters.clock());
        this.clientCredentials = ownTokens(claims, redemption);
        this.onBehalfOf = new OnBehalfOfFlow(clientId, authority, cache, redemption, adapters.clock());
        this.longRunning = new LongRunningOnBehalfOfFlow(clientId, authority, cache, redemption, adapters.clock());
        this.userFederatedCredential =
                new UserFederatedCredentialFlow(clientId, cache, redemption, withoutBroker, adapters.clock());
        this.refreshToken = new RefreshTokenFlow(redemption);
        this.authorizationCode = new AuthorizationCodeFlow(clientId, claims, redemption, random);
        this.interactive = new BrokeredInteractiveFlow(
                broker,
                new InteractiveFlow(
                        authorizationCode, redemption, adapters.redirectListener(), random, adapters.clock(), timeout),
                cache);
        this.usernamePassword = new UsernamePasswordFlow(
                new Federation(exchange, adapters.xml(), adapters.clock(), random), redemption);
        this.deviceCode = new DeviceCodeFlow(
                new DeviceAuthorizationEndpoint(client, claims, exchange, adapters.clock()),
                redemption,
                adapters.sleeper(),
                adapters.clock(),
                timeout);
    }

    private ClientCredentialsFlow ownTokens(ClaimsParameter claims, TokenRedemption redemption) {
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
