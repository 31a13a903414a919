package io.openmsal.credential;

import io.openmsal.Adapters;
import io.openmsal.AuthorityHost;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.WorkloadIdentity;
import io.openmsal.domain.managedidentity.SourceSigns;
import java.util.Objects;

/** The identity of a pod on Azure Kubernetes Service: see {@link WorkloadIdentity}. */
public final class WorkloadIdentityCredential extends ApplicationCredential {

    private final Adapters adapters;
    private final AuthorityHost host;

    /**
     * Makes the credential; reads nothing yet.
     *
     * @param adapters the outside world, in whose environment the variables and the token's file are
     * @param host which authority the variables may name
     */
    public WorkloadIdentityCredential(Adapters adapters, AuthorityHost host) {
        this.adapters = Objects.requireNonNull(adapters, "adapters");
        this.host = Objects.requireNonNull(host, "host");
    }

    @Override
    public String name() {
        return "workload identity";
    }

    @Override
    SourceSigns signs() {
        return WorkloadIdentity.signsIn(adapters.environment());
    }

    @Override
    ConfidentialClientApplicationBuilder builder() {
        return WorkloadIdentity.builder(adapters.environment(), host).adapters(adapters);
    }
}
