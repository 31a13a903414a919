package io.openmsal.domain.flow;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.managedidentity.ManagedIdentitySource;
import io.openmsal.domain.managedidentity.SourceExchange;
import io.openmsal.domain.managedidentity.SourceSelection;
import java.util.function.Supplier;

/** Code of hosts of managed identities, any of which may be a class of the application's own. What it throws becomes a typed failure of the call. */
final class HostCode {

    private static final String FAILED = "managed_identity_source_failed";

    private HostCode() {}

    /**
     * Finds the host to ask.
     *
     * @throws MsalException when there is none, or a host failed while it was looked for
     */
    static ManagedIdentitySource select(SourceSelection selection, SourceExchange exchange, CallContext call) {
        return Callback.of(
                "The search for the host of the managed identity",
                FAILED,
                "so nobody was asked for a token",
                call,
                () -> selection.select(exchange, call));
    }

    /**
     * Asks a host.
     *
     * @param <T> what it gives
     * @throws MsalException when it failed, or the call was over before it was done
     */
    static <T> T ask(ManagedIdentitySource source, CallContext call, Supplier<T> question) {
        return Callback.of(
                "The managed identity source " + source.name(), FAILED, "so it gave nothing", call, question);
    }
}
