package io.openmsal.credential;

import io.openmsal.Adapters;
import io.openmsal.AuthorityHost;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.ManagedIdentityApplicationBuilder;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.EventSink;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the usual {@link CredentialChain}. Not for many threads. */
public final class CredentialChainBuilder {

    private @Nullable Adapters adapters;
    private @Nullable ManagedIdentityApplication managedIdentity;
    private AuthorityHost authorityHost = AuthorityHost.OF_A_KNOWN_CLOUD;

    CredentialChainBuilder() {}

    /**
     * Sets the outside world of every credential.
     *
     * @param all one implementation of each port
     * @return this builder
     */
    public CredentialChainBuilder adapters(Adapters all) {
        adapters = Objects.requireNonNull(all, "all");
        return this;
    }

    /**
     * Sets what asks the Azure host, such as an application that shares its cache with others.
     *
     * @param application by default one for the identity whose client id {@code AZURE_CLIENT_ID} names, or for the host's own
     * @return this builder
     */
    public CredentialChainBuilder managedIdentity(ManagedIdentityApplication application) {
        managedIdentity = Objects.requireNonNull(application, "application");
        return this;
    }

    /**
     * Sets which host {@code AZURE_AUTHORITY_HOST} may name.
     *
     * @param allowed a host of a known cloud by default
     * @return this builder
     */
    public CredentialChainBuilder authorityHost(AuthorityHost allowed) {
        authorityHost = Objects.requireNonNull(allowed, "allowed");
        return this;
    }

    /**
     * Builds the chain. Sends nothing and starts nothing.
     *
     * @return a new chain
     */
    public CredentialChain build() {
        Adapters world = adapters == null ? Adapters.standard(HttpSettings.defaults(), EventSink.none()) : adapters;
        return new CredentialChain(List.of(
                new EnvironmentCredential(world, authorityHost),
                new WorkloadIdentityCredential(world, authorityHost),
                new ManagedIdentityCredential(
                        managedIdentity == null ? identityIn(world.environment()) : managedIdentity),
                new DeveloperCredential(world)));
    }

    private ManagedIdentityApplication identityIn(Environment environment) {
        ManagedIdentityId id = environment
                .variable("AZURE_CLIENT_ID")
                .filter(value -> !value.trim().isEmpty())
                .map(value -> ManagedIdentityId.userAssignedClientId(value.trim()))
                .orElseGet(ManagedIdentityId::systemAssigned);
        ManagedIdentityApplicationBuilder builder = ManagedIdentityApplication.builder(id);
        return (adapters == null ? builder : builder.adapters(adapters)).build();
    }
}
