package io.openmsal;

import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ClientIdentity;

/** Builds a {@link ConfidentialClientApplication}. Not for many threads. */
public final class ConfidentialClientApplicationBuilder
        extends ApplicationBuilder<ConfidentialClientApplicationBuilder> {

    private final ClientIdentity client;

    ConfidentialClientApplicationBuilder(String clientId, ClientCredential credential) {
        this.client = new ClientIdentity(clientId, credential);
    }

    /**
     * Builds the application. Sends nothing, reads nothing, starts nothing.
     *
     * @return a new application with a cache of its own
     * @throws io.openmsal.domain.failure.MsalConfigurationException when the options make no sense together
     */
    public ConfidentialClientApplication build() {
        return new StandardConfidentialClientApplication(engine(client));
    }

    @Override
    ConfidentialClientApplicationBuilder self() {
        return this;
    }
}
