package io.openmsal.domain.client;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import java.util.function.Function;

/** An assertion that a callback of the application makes, or in words why there is none. */
final class SuppliedAssertion {

    private SuppliedAssertion() {}

    static Secret of(AssertionAudience audience, Function<AssertionRequest, Secret> callback) {
        Secret assertion =
                Supplied.of("assertion", "client_assertion_failed", audience, () -> callback.apply(audience.request()));
        Supplied.stopIfOver(audience.request().call());
        if (assertion == null || assertion.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_client_assertion",
                    "The assertion of " + audience.clientId() + " is empty, so nothing was sent to "
                            + audience.tokenEndpoint().getHost() + ". Check what supplies it.");
        }
        return assertion;
    }
}
