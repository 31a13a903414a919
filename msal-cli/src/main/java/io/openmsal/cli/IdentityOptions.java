package io.openmsal.cli;

import io.openmsal.Adapters;
import io.openmsal.ManagedIdentityApplication;
import io.openmsal.ManagedIdentityApplicationBuilder;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.JdkPinnedTransports;
import io.openmsal.adapter.http.RetryPolicy;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which identity of this host is meant, and which host this is. */
final class IdentityOptions {

    @ArgGroup
    private Assigned assigned = new Assigned();

    @Option(
            names = "--source",
            paramLabel = "HOST",
            description = "Which host this is, instead of finding out: ${COMPLETION-CANDIDATES}.")
    private @Nullable AzureHost host;

    /** An identity that was assigned to the host, in one of three ways. */
    static final class Assigned {

        @Option(names = "--client-id", paramLabel = "ID", description = "An assigned identity, by its client id.")
        private @Nullable String clientId;

        @Option(names = "--object-id", paramLabel = "ID", description = "An assigned identity, by its object id.")
        private @Nullable String objectId;

        @Option(
                names = "--resource-id",
                paramLabel = "ID",
                description = "An assigned identity, by its Azure resource id."
                        + " When none of the three is given: the host's own identity.")
        private @Nullable String resourceId;

        ManagedIdentityId id() {
            if (clientId != null) {
                return ManagedIdentityId.userAssignedClientId(clientId);
            } else if (objectId != null) {
                return ManagedIdentityId.userAssignedObjectId(objectId);
            } else if (resourceId != null) {
                return ManagedIdentityId.userAssignedResourceId(resourceId);
            }
            return ManagedIdentityId.systemAssigned();
        }
    }

    /**
     * The application.
     *
     * @param beyond how the token endpoint is reached that takes the certificates of a host
     */
    ManagedIdentityApplication application(Shell shell, Narrator narrator, HttpSettings beyond) {
        // the host is this machine: no proxy, no retries but those that the host itself asks for
        HttpSettings local =
                HttpSettings.builder().retryPolicy(RetryPolicy.none()).build();
        ManagedIdentityApplicationBuilder builder = ManagedIdentityApplication.builder(assigned.id())
                .adapters(Adapters.jdkOnly(local, narrator)
                        .withMutualTls(Adapters.jdkOnly(beyond, narrator).mutualTls())
                        .withEnvironment(new ShellEnvironment(shell)))
                .pinnedTransports(new JdkPinnedTransports(local));
        return (host == null ? builder : builder.source(host.source())).build();
    }
}
