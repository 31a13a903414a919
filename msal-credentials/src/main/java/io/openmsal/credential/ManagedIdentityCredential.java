package io.openmsal.credential;

import io.openmsal.ManagedIdentityApplication;
import io.openmsal.ManagedIdentityRequest;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.managedidentity.SourceSelection;
import io.openmsal.domain.token.AuthenticationResult;
import java.util.Objects;

/**
 * An identity that the Azure host gives. It does not apply off Azure, nor on a virtual machine that was given no identity at all;
 * a host that does not know the identity that was named is a failure.
 */
public final class ManagedIdentityCredential implements TokenCredential {

    /** What the metadata service says on a machine without an identity, since 2017 and in these words. */
    private static final String NO_IDENTITY = "Identity not found";

    private final ManagedIdentityApplication application;

    /**
     * Makes the credential.
     *
     * @param application asks the host
     */
    public ManagedIdentityCredential(ManagedIdentityApplication application) {
        this.application = Objects.requireNonNull(application, "application");
    }

    @Override
    public String name() {
        return "managed identity";
    }

    @Override
    public AuthenticationResult token(TokenDemand demand) {
        ManagedIdentityRequest request = demand.applyTo(
                application.acquireTokenForManagedIdentity(demand.scopes().get(0)));
        try {
            if (demand.scopes().size() > 1) {
                // where there is no host, whoever comes next may take several
                throw forSeveral(demand, request.findSource());
            }
            return request.execute();
        } catch (MsalException failure) {
            throw isForeign(failure) ? MsalCredentialException.notHere(name(), FirstLine.of(failure)) : failure;
        }
    }

    private static MsalConfigurationException forSeveral(TokenDemand demand, String host) {
        return new MsalConfigurationException(
                "invalid_scope",
                "An Azure host gives tokens for one resource at a time, and "
                        + demand.scopes().size()
                        + " scopes were named for " + host + ". Name one, such as https://vault.azure.net/.default.");
    }

    private boolean isForeign(MsalException failure) {
        return SourceSelection.isForWantOfAHost(failure)
                || (!application.id().isUserAssigned()
                        && failure instanceof MsalServiceException refused
                        && refused.serviceError().description().contains(NO_IDENTITY));
    }

    @Override
    public String explain() {
        return name() + ":\n  " + application.explain().replace("\n", "\n  ");
    }
}
