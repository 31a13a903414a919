package io.openmsal.domain.cache;

import io.openmsal.domain.digest.Sha256;
import io.openmsal.port.Secret;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Under which tokens are kept that an application got on behalf of a person. The assertion is part of it, as a hash, so that a
 * token serves only those who come with the very assertion it was got with. Immutable.
 */
public final class OnBehalfOfKey {

    private static final int HASH_BYTES = 32;

    private final String clientId;
    private final String environment;
    private final String tenant;

    // the SHA-256 of the assertion, without an object of its own: a key is made with each look-up
    private final long hash0;
    private final long hash1;
    private final long hash2;
    private final long hash3;

    OnBehalfOfKey(String clientId, String environment, String tenant, long hash0, long hash1, long hash2, long hash3) {
        this.clientId = Objects.requireNonNull(clientId, "clientId");
        this.environment = Objects.requireNonNull(environment, "environment");
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.hash0 = hash0;
        this.hash1 = hash1;
        this.hash2 = hash2;
        this.hash3 = hash3;
    }

    /**
     * The key of an assertion.
     *
     * @param clientId the application
     * @param environment the cloud, as {@link io.openmsal.domain.authority.Authority#environment()} names it
     * @param tenant the name under which the tenant is asked
     * @param userAssertion the assertion
     * @return the key, from which the assertion cannot be told
     */
    public static OnBehalfOfKey of(String clientId, String environment, String tenant, Secret userAssertion) {
        return new AssertionHasher().key(clientId, environment, tenant, userAssertion);
    }

    /**
     * The key that a document says.
     *
     * @param assertionHash the SHA-256 of the assertion in base64url
     * @return the key, or empty when that is no such hash
     */
    static Optional<OnBehalfOfKey> ofHash(String clientId, String environment, String tenant, String assertionHash) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(Base64.getUrlDecoder().decode(assertionHash));
            return hash.capacity() == HASH_BYTES
                    ? Optional.of(new OnBehalfOfKey(
                            clientId,
                            environment,
                            tenant,
                            hash.getLong(),
                            hash.getLong(),
                            hash.getLong(),
                            hash.getLong()))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /**
     * The application.
     *
     * @return its client id
     */
    public String clientId() {
        return clientId;
    }

    /**
     * The cloud.
     *
     * @return its name in the cache
     */
    public String environment() {
        return environment;
    }

    /**
     * The name under which the tenant was asked.
     *
     * @return an id, a domain or a word such as {@code organizations}
     */
    public String tenant() {
        return tenant;
    }

    /**
     * The SHA-256 of the assertion.
     *
     * @return 43 characters of base64url
     */
    public String assertionHash() {
        ByteBuffer hash = ByteBuffer.allocate(HASH_BYTES);
        hash.putLong(hash0).putLong(hash1).putLong(hash2).putLong(hash3);
        return Sha256.base64Url(hash.array());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnBehalfOfKey key
                && hash0 == key.hash0
                && hash1 == key.hash1
                && hash2 == key.hash2
                && hash3 == key.hash3
                && clientId.equals(key.clientId)
                && environment.equals(key.environment)
                && tenant.equals(key.tenant);
    }

    /** A part of a hash is as good as another hash of it. */
    @Override
    public int hashCode() {
        return (int) hash0 * 31 + tenant.hashCode();
    }

    @Override
    public String toString() {
        return "OnBehalfOfKey[" + clientId + " at " + environment + "/" + tenant + "]";
    }
}
