package io.openmsal.port.crypto;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.net.URI;
import java.util.Objects;

/**
 * What is to be attested, by whom, and until when. Immutable.
 *
 * @param endpoint the attestation service that the host named, an https address
 * @param key the key whose keeping is to be attested
 * @param clientId the client id of the identity that it is for
 * @param deadline when the answer must be there
 * @param cancellation what ends it early
 */
public record AttestationRequest(
        URI endpoint, BindingKey key, String clientId, Deadline deadline, Cancellation cancellation) {

    /** Checks that nothing is missing. */
    public AttestationRequest {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(cancellation, "cancellation");
    }
}
