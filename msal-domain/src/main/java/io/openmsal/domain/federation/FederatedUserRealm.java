package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.oauth.Grant;
import io.openmsal.port.Secret;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The person's organization keeps the password, and vouches for the person towards the authority.
 *
 * @param host the authority's host, which said so
 * @param metadata where the organization's server describes its endpoints, if that is known
 * @param active the endpoint itself, for a server that describes none
 * @param audience the authority, as the organization's server knows it
 */
record FederatedUserRealm(String host, Optional<URI> metadata, Optional<URI> active, String audience)
        implements UserRealm {

    FederatedUserRealm {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(active, "active");
        Objects.requireNonNull(audience, "audience");
    }

    @Override
    public Grant grantFor(String username, Secret password, SecurityTokenService service, CallContext call) {
        DescribedEndpoint endpoint = metadata.map(address -> service.endpointDescribedAt(address, call))
                .orElseGet(() -> active.flatMap(WsTrustEndpoint::at)
                        .map(DescribedEndpoint::at)
                        .orElseThrow(() -> noEndpoint(call)));
        return service.assertionFrom(endpoint, username, password, audience, call);
    }

    private MsalServiceException noEndpoint(CallContext call) {
        return FederationFailure.of(
                host,
                200,
                "missing_federation_metadata_url",
                "",
                "The user realm discovery at " + host
                        + " says that the user's organization keeps the password, and names no"
                        + " address of its server that can be used. Sign the user in interactively.",
                call);
    }
}
