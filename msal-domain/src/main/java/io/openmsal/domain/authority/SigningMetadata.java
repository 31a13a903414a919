package io.openmsal.domain.authority;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What of a provider's metadata (OpenID Connect Discovery §3) it takes to check its tokens. Many issuers of workload tokens publish nothing more.
 *
 * @param issuer what tokens name as their issuer
 * @param keys where the keys are that tokens are signed with (RFC 7517 §5), if the provider names a usable address
 */
public record SigningMetadata(PublishedIssuer issuer, Optional<URI> keys) {

    /** Checks that nothing is missing. */
    public SigningMetadata {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(keys, "keys");
    }
}
