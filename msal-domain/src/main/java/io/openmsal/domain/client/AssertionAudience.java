package io.openmsal.domain.client;

import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.json.JsonCodec;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * Whom a proof of identity is for, and what it takes to make one.
 *
 * @param request what the proof is needed for
 * @param algorithm the signature expected there
 * @param now the present
 * @param ids makes what was never used before, for {@code jti} (RFC 7519 §4.1.7)
 * @param json writes its parts
 */
public record AssertionAudience(
        AssertionRequest request, SignatureAlgorithm algorithm, Instant now, UniqueIds ids, JsonCodec json) {

    /** Checks that nothing is missing. */
    public AssertionAudience {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(ids, "ids");
        Objects.requireNonNull(json, "json");
    }

    /**
     * The application.
     *
     * @return its client id
     */
    public String clientId() {
        return request.clientId();
    }

    /**
     * Where the proof is sent.
     *
     * @return the token endpoint
     */
    public URI tokenEndpoint() {
        return request.tokenEndpoint();
    }
}
