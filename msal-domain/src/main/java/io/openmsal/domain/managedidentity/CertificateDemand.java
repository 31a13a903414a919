package io.openmsal.domain.managedidentity;

import io.openmsal.port.crypto.BindingKey;
import io.openmsal.port.crypto.KeyAttestation;
import java.util.Objects;
import java.util.Optional;

/**
 * What a host is to certify. Immutable.
 *
 * @param id whose certificate
 * @param key the key that it is for
 * @param attestation who attests how the key is kept, if anybody does
 */
public record CertificateDemand(ManagedIdentityId id, BindingKey key, Optional<KeyAttestation> attestation) {

    /** Checks that nothing is missing. */
    public CertificateDemand {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(attestation, "attestation");
    }
}
