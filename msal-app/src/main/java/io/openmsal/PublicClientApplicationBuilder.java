package io.openmsal;

import io.openmsal.domain.authority.Region;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ClientIdentity;

/** Builds a {@link PublicClientApplication}. Not for many threads. */
public final class PublicClientApplicationBuilder extends ApplicationBuilder<PublicClientApplicationBuilder> {

    private final ClientIdentity client;

    PublicClientApplicationBuilder(String clientId) {
        this.client = new ClientIdentity(clientId, ClientCredential.none());
    }

    /**
     * Builds the application. Sends nothing, reads nothing, starts nothing.
     *
     * @return a new application with a cache of its own
     * @throws io.openmsal.domain.failure.MsalConfigurationException when the options make no sense together
     */
    public PublicClientApplication build() {
        return new StandardPublicClientApplication(engine(client, surroundings -> Region.central()));
    }

    @Override
    PublicClientApplicationBuilder self() {
        return this;
    }
}
