package io.openmsal;

import io.openmsal.domain.flow.ManagedIdentityFlow;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.domain.managedidentity.SourceSelection;
import io.openmsal.domain.oauth.RandomValues;
import java.time.Duration;

final class StandardManagedIdentityApplication implements ManagedIdentityApplication {

    final ManagedIdentityFlow flow;
    final Adapters adapters;
    final RandomValues random;
    final Duration timeout;
    private final ManagedIdentityId id;
    private final SourceSelection selection;

    StandardManagedIdentityApplication(
            ManagedIdentityId id,
            ManagedIdentityFlow flow,
            SourceSelection selection,
            Adapters adapters,
            Duration timeout) {
        this.id = id;
        this.flow = flow;
        this.selection = selection;
        this.adapters = adapters;
        this.random = new RandomValues(adapters.random());
        this.timeout = timeout;
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

    /** The identity. */
    @Override
    public String toString() {
        return id.toString();
    }
}
