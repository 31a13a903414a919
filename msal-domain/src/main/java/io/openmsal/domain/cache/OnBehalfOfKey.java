package io.openmsal.domain.cache;

import io.openmsal.domain.digest.Sha256;
import io.openmsal.port.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Under which tokens are kept that an application got on behalf of a person. The assertion is part of it, as a hash, so that a
 * token serves only those who come with the very assertion it was got with.
 *
 * @param clientId the application
 * @param environment the cloud, as {@link io.openmsal.domain.authority.Authority#environment()} names it
 * @param tenant the name under which the tenant was asked
 * @param assertionHash the SHA-256 of the assertion in base64url
 */
public record OnBehalfOfKey(String clientId, String environment, String tenant, String assertionHash) {

    /** Checks that nothing is missing. */
    public OnBehalfOfKey {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(assertionHash, "assertionHash");
    }

    /**
     * The key of an assertion.
     *
     * @param clientId the application
     * @param environment the cloud
     * @param tenant the name under which the tenant is asked
     * @param userAssertion the assertion
     * @return the key, from which the assertion cannot be told
     */
    public static OnBehalfOfKey of(String clientId, String environment, String tenant, Secret userAssertion) {
        return new OnBehalfOfKey(clientId, environment, tenant, Sha256.keyOf(userAssertion.reveal()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnBehalfOfKey key
                && assertionHash.equals(key.assertionHash)
                && clientId.equals(key.clientId)
                && environment.equals(key.environment)
                && tenant.equals(key.tenant);
    }

    @Override
    public int hashCode() {
        return assertionHash.hashCode() * 31 + tenant.hashCode();
    }
}
