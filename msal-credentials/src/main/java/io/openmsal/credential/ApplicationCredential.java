package io.openmsal.credential;

import io.openmsal.ConfidentialClientApplication;
import io.openmsal.ConfidentialClientApplicationBuilder;
import io.openmsal.domain.failure.MsalCredentialException;
import io.openmsal.domain.managedidentity.SourceSigns;
import io.openmsal.domain.token.AuthenticationResult;
import org.jspecify.annotations.Nullable;

/** An application that proves who it is by what the environment holds. It is built when it is first asked, and kept. */
abstract sealed class ApplicationCredential implements TokenCredential
        permits EnvironmentCredential, WorkloadIdentityCredential {

    private volatile @Nullable ConfidentialClientApplication application;

    /** What was seen of the variables it needs, and what is missing. */
    abstract SourceSigns signs();

    /** Called when no sign is missing. */
    abstract ConfidentialClientApplicationBuilder builder();

    @Override
    public final AuthenticationResult token(TokenDemand demand) {
        return demand.applyTo(application().acquireTokenForClient(demand.scopeArray()))
                .execute();
    }

    @Override
    public final String explain() {
        return name() + ": " + signs();
    }

    private ConfidentialClientApplication application() {
        ConfidentialClientApplication built = application;
        return built == null ? build() : built;
    }

    private synchronized ConfidentialClientApplication build() {
        ConfidentialClientApplication built = application;
        if (built == null) {
            SourceSigns signs = signs();
            if (!signs.areComplete()) {
                throw MsalCredentialException.notHere(name(), signs.toString());
            }
            built = builder().build();
            application = built;
        }
        return built;
    }
}
