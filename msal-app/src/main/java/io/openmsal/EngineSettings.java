package io.openmsal;

import io.openmsal.domain.authority.Region;
import io.openmsal.domain.exchange.Introduction;
import io.openmsal.domain.flow.RefreshTokenCustody;
import io.openmsal.domain.token.OpenIdScopes;
import io.openmsal.port.broker.Broker;
import java.time.Duration;
import java.util.List;

/**
 * What a builder was told that concerns all flows of an application.
 *
 * @param capabilities what the application can do, as the issuer is told
 * @param openIdScopes what is asked for beside the scopes that a caller names
 * @param region where its own tokens are asked for
 * @param introduction how it presents itself to servers
 * @param throttled whether requests are held back after a refusal
 * @param timeout how long an acquisition may take that waits for nobody
 * @param custody who gets to see refresh tokens
 * @param broker the operating system's broker, {@link Broker#none()} unless one was given
 */
record EngineSettings(
        List<String> capabilities,
        OpenIdScopes openIdScopes,
        Region region,
        Introduction introduction,
        boolean throttled,
        Duration timeout,
        RefreshTokenCustody custody,
        Broker broker) {}
