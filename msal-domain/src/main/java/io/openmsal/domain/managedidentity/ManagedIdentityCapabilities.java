package io.openmsal.domain.managedidentity;

import io.openmsal.port.crypto.BindingStrength;
import java.util.Objects;
import java.util.Optional;

/**
 * What can be had on this host. Immutable.
 *
 * @param source the host's name, or empty when there is no managed identity here
 * @param maxBindingStrength how well the key of a bound token would be kept: by the application's own source of keys where the host
 *     certifies them, otherwise as well as the machine could
 * @param mutualTlsProofOfPossession whether tokens bound to a certificate can be had
 * @param reason why not; empty when they can
 */
public record ManagedIdentityCapabilities(
        Optional<String> source,
        BindingStrength maxBindingStrength,
        boolean mutualTlsProofOfPossession,
        String reason) {

    /** Checks that nothing is missing. */
    public ManagedIdentityCapabilities {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(maxBindingStrength, "maxBindingStrength");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * There is no managed identity.
     *
     * @param reason what was found instead
     * @return the capabilities of nothing
     */
    public static ManagedIdentityCapabilities none(String reason) {
        return new ManagedIdentityCapabilities(Optional.empty(), BindingStrength.NONE, false, reason);
    }

    /** One line for people. */
    @Override
    public String toString() {
        String host = source.orElse("No managed identity");
        return host + ": tokens bound to a certificate "
                + (mutualTlsProofOfPossession ? "can be had" : "cannot be had (" + reason + ")")
                + "; binding strength at most: " + maxBindingStrength + ".";
    }
}
