package io.openmsal.domain.flow;

import io.openmsal.port.crypto.BindingKeys;
import io.openmsal.port.crypto.KeyAttestation;
import io.openmsal.port.http.MutualTlsTransports;
import java.util.Objects;
import java.util.Optional;

/**
 * What an application binds tokens of a managed identity with. Immutable and safe for many threads when its members are.
 *
 * @param keys where the keys come from
 * @param attestation who attests how they are kept, if anybody does
 * @param mutualTls sends where their certificates are shown
 */
public record BindingMeans(BindingKeys keys, Optional<KeyAttestation> attestation, MutualTlsTransports mutualTls) {

    /** Checks that nothing is missing. */
    public BindingMeans {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(attestation, "attestation");
        Objects.requireNonNull(mutualTls, "mutualTls");
    }
}
