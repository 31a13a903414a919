package io.openmsal.domain.managedidentity;

import io.openmsal.port.crypto.TlsIdentity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A certificate that a host issued for an identity: what tokens are bound to, and where it is exchanged for them. Immutable and safe for
 * many threads; prints nothing of the key.
 *
 * @param identity the certificate and its key
 * @param clientId the identity's client id, by which tokens are asked for
 * @param authority where they are: the https address of the identity's tenant, at a host that takes the certificate in the handshake
 */
public record BindingCertificate(TlsIdentity identity, String clientId, URI authority) {

    private static final Duration LEAST_LEFT = Duration.ofHours(24);

    /** Checks that nothing is missing. */
    public BindingCertificate {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(authority, "authority");
    }

    /**
     * From when another one is wanted: a token may live for a day and is of no use without its certificate.
     *
     * @return 24 hours before it expires; for a certificate that lives for less than two days, after half of its life
     */
    public Instant renewAt() {
        Duration half = Duration.between(identity.certificate().getNotBefore().toInstant(), expiresAt())
                .dividedBy(2);
        return expiresAt().minus(half.compareTo(LEAST_LEFT) < 0 ? half : LEAST_LEFT);
    }

    /**
     * When it expires.
     *
     * @return the last instant at which it is valid
     */
    public Instant expiresAt() {
        return identity.certificate().getNotAfter().toInstant();
    }

    /** Whose it is, which one, and until when. */
    @Override
    public String toString() {
        return identity + " of " + clientId + " until " + expiresAt();
    }
}
