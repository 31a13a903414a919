package io.openmsal.domain.account;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a person is known in one tenant: at home, or as a guest elsewhere. Immutable and serializable; holds no token. */
public final class TenantProfile implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String tenantId;
    private final String localAccountId;
    private final boolean home;
    private final @Nullable IdTokenClaims claims;

    /**
     * Makes a profile.
     *
     * @param tenantId the tenant
     * @param localAccountId the person's id in that tenant; may be empty
     * @param home whether it is the person's home tenant
     * @param claims what the tenant's latest ID token said, or null
     */
    public TenantProfile(String tenantId, String localAccountId, boolean home, @Nullable IdTokenClaims claims) {
        this.tenantId = Objects.requireNonNull(tenantId, "tenantId");
        this.localAccountId = Objects.requireNonNull(localAccountId, "localAccountId");
        this.home = home;
        this.claims = claims;
    }

    /**
     * The tenant.
     *
     * @return its id
     */
    public String tenantId() {
        return tenantId;
    }

    /**
     * The person's id in that tenant.
     *
     * @return the object id, else the subject; may be empty
     */
    public String localAccountId() {
        return localAccountId;
    }

    /**
     * Whether the person is at home there.
     *
     * @return false for a guest
     */
    public boolean isHome() {
        return home;
    }

    /**
     * What the tenant's latest ID token said.
     *
     * @return the claims, or empty when no ID token is known
     */
    public Optional<IdTokenClaims> claims() {
        return Optional.ofNullable(claims);
    }

    /** The tenant and whether it is home. */
    @Override
    public String toString() {
        return tenantId + (home ? " (home)" : " (guest)");
    }
}
