package io.openmsal.domain.client;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Objects;

/**
 * Which application asks, and how it proves that.
 *
 * @param clientId the id the application is registered with
 * @param credential its proof; {@link ClientCredential#none()} for a public client
 */
public record ClientIdentity(String clientId, ClientCredential credential) {

    /** Checks that nothing is missing. */
    public ClientIdentity {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(credential, "credential");
        if (clientId.trim().isEmpty()) {
            throw new MsalConfigurationException(
                    "no_client_id", "The client id is empty. Use the id the application is registered with.");
        }
    }

    /** The client id. */
    @Override
    public String toString() {
        return clientId;
    }
}
