package io.openmsal;

import io.openmsal.domain.managedidentity.ManagedIdentityCapabilities;
import io.openmsal.domain.managedidentity.ManagedIdentityId;
import io.openmsal.port.Cancellation;

/**
 * What runs on an Azure host that has an identity: a virtual machine, App Service, Functions, Azure Arc, Service Fabric, Azure
 * Machine Learning, Cloud Shell. It needs no secret, since the host knows it.
 *
 * <p>Safe for many threads. Those that are built with no adapters of their own share one cache of the process.
 */
public interface ManagedIdentityApplication {

    /**
     * Starts to build an application.
     *
     * @param id which of the host's identities is meant
     * @return a builder; nothing is sent, read or started before a token is asked for
     */
    static ManagedIdentityApplicationBuilder builder(ManagedIdentityId id) {
        return new ManagedIdentityApplicationBuilder(id);
    }

    /**
     * A token for the identity. Looks in the cache first.
     *
     * @param resource what the token is for, such as {@code https://vault.azure.net}; a {@code /.default} at its end is left off
     * @return a request to execute
     */
    ManagedIdentityRequest acquireTokenForManagedIdentity(String resource);

    /**
     * The identity.
     *
     * @return as it was given to the builder
     */
    ManagedIdentityId id();

    /**
     * The tokens alone, for code that needs nothing else of this application.
     *
     * @return asks this application with the usual options
     */
    default ManagedIdentityTokens tokens() {
        return resource -> acquireTokenForManagedIdentity(resource).execute();
    }

    /**
     * Which Azure host this is taken for, and why: for every host what was seen of its signs and what is missing. Reads the
     * environment, sends nothing, and prints no values of variables.
     *
     * @return some lines for people
     */
    String explain();

    /**
     * What can be had here: which host this is, whether it issues certificates that tokens can be bound to, and how well their keys
     * would be kept. Asks the metadata service of virtual machines with a few short requests that are not retried, and any other
     * host nothing.
     *
     * @return what can be had, and why not the rest; off Azure that there is no host
     * @throws io.openmsal.domain.failure.MsalException when the search for the host failed
     */
    default ManagedIdentityCapabilities capabilities() {
        return capabilities(Cancellation.none());
    }

    /**
     * The same for a caller that may give up.
     *
     * @param cancellation ends it early
     * @return what can be had, and why not the rest; off Azure that there is no host
     * @throws io.openmsal.domain.failure.MsalException when it was cancelled, or the search for the host failed
     */
    ManagedIdentityCapabilities capabilities(Cancellation cancellation);
}
