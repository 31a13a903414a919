package io.openmsal.domain.client;

import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.json.JsonCodec;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * Whom a proof of identity is for, and what it takes to make one.
 *
 * @param clientId the application
 * @param tokenEndpoint where the proof is sent
 * @param algorithm the signature expected there
 * @param now the present
 * @param uniqueId an id never used before, for {@code jti} (RFC 7519 §4.1.7)
 * @param json writes its parts
 */
public record AssertionAudience(
        String clientId,
        URI tokenEndpoint,
        SignatureAlgorithm algorithm,
        Instant now,
        String uniqueId,
        JsonCodec json) {

    /** Checks that nothing is missing. */
    public AssertionAudience {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(tokenEndpoint, "tokenEndpoint");
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(uniqueId, "uniqueId");
        Objects.requireNonNull(json, "json");
    }
}
