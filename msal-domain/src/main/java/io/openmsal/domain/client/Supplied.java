package io.openmsal.domain.client;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.exchange.ServerExchange;
import java.util.function.Supplier;

/** What the application's own code supplies for its proof, or in words why there is nothing. */
final class Supplied {

    private Supplied() {}

    /**
     * Asks the application's code.
     *
     * @param what it supplies, for messages
     * @param errorCode of the failure, when it throws something of its own
     */
    static <T> T of(String what, String errorCode, AssertionAudience audience, Supplier<T> supplier) {
        return Callback.of(
                "What supplies the " + what + " of " + audience.clientId(),
                errorCode,
                "so nothing was sent to " + audience.tokenEndpoint().getHost(),
                audience.request().call(),
                supplier);
    }

    static void stopIfOver(CallContext call) {
        ServerExchange.stopIfOver("wait for the application's own proof", call);
    }
}
