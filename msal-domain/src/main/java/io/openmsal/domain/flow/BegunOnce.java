package io.openmsal.domain.flow;

import io.openmsal.domain.exchange.CallContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The call that all of one acquisition is made for, so that there is one deadline and one correlation id. For one thread. */
final class BegunOnce implements Supplier<CallContext> {

    private final Supplier<CallContext> calls;
    private @Nullable CallContext begun;

    BegunOnce(Supplier<CallContext> calls) {
        this.calls = calls;
    }

    @Override
    public CallContext get() {
        CallContext call = begun == null ? calls.get() : begun;
        begun = call;
        return call;
    }
}
