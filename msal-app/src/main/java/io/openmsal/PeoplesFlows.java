package io.openmsal;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.cache.AccountTransfer;
import io.openmsal.domain.cache.TokenCache;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.federation.Federation;
import io.openmsal.domain.flow.AuthorizationCodeFlow;
import io.openmsal.domain.flow.BrokerExchange;
import io.openmsal.domain.flow.BrokeredInteractiveFlow;
import io.openmsal.domain.flow.BrokeredSilentFlow;
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
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.port.broker.Broker;

/**
 * One application's flows whose tokens are about people. Put together when the first of them is asked for: a program that only has tokens of
 * its own need not wait until a dozen classes are loaded that it never uses.
 */
final class PeoplesFlows {

    final BrokeredSilentFlow silent;
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

    PeoplesFlows(
            ClientIdentity client,
            Authority authority,
            Broker operatingSystem,
            CallSettings calls,
            Adapters adapters,
            RandomValues random,
            ClaimsParameter claims,
            ServerExchange exchange,
            Federation federation,
            TokenRedemption redemption,
            TokenCache cache) {
        String clientId = client.clientId();
        BrokerExchange broker = new BrokerExchange(clientId, operatingSystem, claims, redemption, adapters.events());
        SilentFlow withoutBroker = new SilentFlow(clientId, cache, redemption, adapters.clock());
        this.silent = new BrokeredSilentFlow(broker, withoutBroker, cache, adapters.clock());
        this.signOut = new SignOutFlow(clientId, broker, cache);
        this.tokensFromElsewhere = new TokensFromElsewhereFlow(redemption, adapters.codec(), adapters.clock());
        this.transfer =
                new AccountTransfer(clientId, authority.environments(), cache, adapters.codec(), adapters.clock());
        this.onBehalfOf = new OnBehalfOfFlow(clientId, authority, cache, redemption, adapters.clock());
        this.longRunning = new LongRunningOnBehalfOfFlow(clientId, authority, cache, redemption, adapters.clock());
        this.userFederatedCredential =
                new UserFederatedCredentialFlow(clientId, cache, redemption, withoutBroker, adapters.clock());
        this.refreshToken = new RefreshTokenFlow(redemption);
        this.authorizationCode = new AuthorizationCodeFlow(clientId, claims, redemption, random);
        this.interactive = new BrokeredInteractiveFlow(
                broker,
                new InteractiveFlow(
                        authorizationCode,
                        redemption,
                        adapters.redirectListener(),
                        random,
                        adapters.clock(),
                        calls.timeout()),
                cache);
        this.usernamePassword = new UsernamePasswordFlow(federation, redemption);
        this.deviceCode = new DeviceCodeFlow(
                new DeviceAuthorizationEndpoint(client, claims, exchange, adapters.clock()),
                redemption,
                adapters.sleeper(),
                adapters.clock(),
                calls.timeout());
    }
}
