package io.openmsal;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.flow.BoundManagedIdentityFlow;
import io.openmsal.domain.flow.ManagedIdentityFlow;
import io.openmsal.domain.managedidentity.ManagedIdentityCapabilities;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.SourceSelection;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.time.Duration;

final class StandardManagedIdentityApplication implements ManagedIdentityApplication {

    final ManagedIdentityFlow flow;
    final BoundManagedIdentityFlow bound;
    final Adapters adapters;
    final CallSettings calls;
    private final ManagedIdentityId id;
    private final SourceSelection selection;

    StandardManagedIdentityApplication(
            ManagedIdentityId id,
            ManagedIdentityFlow flow,
            BoundManagedIdentityFlow bound,
            SourceSelection selection,
            Adapters adapters,
            Duration timeout) {
        this.id = id;
        this.flow = flow;
        this.bound = bound;
        this.selection = selection;
        this.adapters = adapters;
        this.calls = new CallSettings(adapters.clock(), adapters.events(), timeout);
    }

    @Override
    public ManagedIdentityRequest acquireTokenForManagedIdentity(String resource) {
        return new StandardManagedIdentityRequest(this, resource);
    }

    TokenCall call() {
        return id.isUserAssigned() ? TokenCall.USER_ASSIGNED_IDENTITY : TokenCall.SYSTEM_ASSIGNED_IDENTITY;
    }

    @Override
    public ManagedIdentityId id() {
        return id;
    }

    @Override
    public String explain() {
        return selection.explain(adapters.environment());
    }

    @Override
    public ManagedIdentityCapabilities capabilities(Cancellation cancellation) {
        return bound.capabilities(new CallContext(
                RandomValues.correlationId(), Deadline.after(calls.clock(), calls.timeout()), cancellation));
    }

    /** The identity. */
    @Override
    public String toString() {
        return id.toString();
    }
}
