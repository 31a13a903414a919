package io.openmsal.domain.client;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import java.util.function.Supplier;

/** What the application's own code supplies for its proof, or in words why there is nothing. */
final class Supplied {

    private static final String PURPOSE = "wait for the application's own proof";

    private Supplied() {}

    /**
     * Asks the application's code. What fails through this library says itself what went wrong.
     *
     * @param what it supplies, for messages
     * @param errorCode of the failure, when it throws something of its own
     */
    static <T> T of(String what, String errorCode, AssertionAudience audience, Supplier<T> supplier) {
        CallContext call = audience.request().call();
        try {
            return supplier.get();
        } catch (MsalException typed) {
            throw typed;
        } catch (RuntimeException failure) {
            stopIfOver(call, failure);
            throw new MsalConfigurationException(
                    errorCode,
                    "What supplies the " + what + " of " + audience.clientId() + " failed with "
                            + failure.getClass().getSimpleName() + ", so nothing was sent to "
                            + audience.tokenEndpoint().getHost() + ". Look at the cause.",
                    call.correlationId(),
                    failure);
        }
    }

    static void stopIfOver(CallContext call) {
        ServerExchange.stopIfOver(PURPOSE, call);
    }

    /** Whoever gave up because the call was over did not fail. */
    private static void stopIfOver(CallContext call, RuntimeException failure) {
        try {
            stopIfOver(call);
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
