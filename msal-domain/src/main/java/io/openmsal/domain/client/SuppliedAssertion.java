package io.openmsal.domain.client;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.Secret;
import java.util.function.Function;

/** An assertion that a callback of the application makes, or in words why there is none. */
final class SuppliedAssertion {

    private static final String PURPOSE = "wait for the application's own proof";

    private SuppliedAssertion() {}

    static Secret of(AssertionAudience audience, Function<AssertionRequest, Secret> callback) {
        Secret assertion = made(audience, callback);
        ServerExchange.stopIfOver(PURPOSE, audience.request().call());
        if (assertion == null || assertion.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_client_assertion",
                    "The assertion of " + audience.clientId() + " is empty, so nothing was sent to "
                            + audience.tokenEndpoint().getHost() + ". Check what supplies it.");
        }
        return assertion;
    }

    /** A callback that gets its assertion through this library says itself what went wrong. */
    private static Secret made(AssertionAudience audience, Function<AssertionRequest, Secret> callback) {
        try {
            return callback.apply(audience.request());
        } catch (MsalException typed) {
            throw typed;
        } catch (RuntimeException failure) {
            stopIfOver(audience.request().call(), failure);
            throw new MsalConfigurationException(
                    "client_assertion_failed",
                    "What supplies the assertion of " + audience.clientId() + " failed with "
                            + failure.getClass().getSimpleName() + ", so nothing was sent to "
                            + audience.tokenEndpoint().getHost() + ". Look at the cause.",
                    audience.request().call().correlationId(),
                    failure);
        }
    }

    /** Whoever gave up because the call was over did not fail. */
    static void stopIfOver(CallContext call, RuntimeException failure) {
        try {
            ServerExchange.stopIfOver(PURPOSE, call);
        } catch (MsalException over) {
            over.addSuppressed(failure);
            throw over;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new MsalCancelledException(
                    "authentication_canceled",
                    "The thread was interrupted during the " + PURPOSE + ".",
                    call.correlationId(),
                    failure);
        }
    }
}
