package io.openmsal.domain.authority;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.failure.MsalConfigurationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An authority that is one address on one host: its tokens are kept under that host, by the one name that a cache has for it, and all of them
 * belong to the one tenant that the address names. What a member does not say otherwise is so. Immutable and safe for many threads.
 */
abstract sealed class ServerAuthority implements Authority
        permits AdfsAuthority, B2cAuthority, CiamAuthority, DstsAuthority, OidcAuthority {

    private final String address;
    private final String host;
    private final String environment;
    private final String tenant;

    ServerAuthority(String address, String host, String tenant) {
        this.address = address;
        this.host = host;
        this.environment = Cloud.cacheEnvironmentOf(host);
        this.tenant = tenant;
    }

    /** Another tenant on the same host, or a refusal made by {@link #noOtherTenant}. */
    abstract Authority otherTenant(String wanted);

    static MsalConfigurationException noOtherTenant(String why) {
        return new MsalConfigurationException("tenant_override_not_supported", why);
    }

    final String address() {
        return address;
    }

    @Override
    public final String host() {
        return host;
    }

    @Override
    public final String environment() {
        return environment;
    }

    @Override
    public final String tenant() {
        return tenant;
    }

    @Override
    public final Authority withTenant(String other) {
        return other.equalsIgnoreCase(tenant) ? this : otherTenant(other);
    }

    @Override
    public boolean serves(Account account) {
        return environment.equals(account.environment());
    }

    @Override
    public final String realmFor(Account account) {
        return tenant;
    }

    @Override
    public Authority atRealm(String realm) {
        return this;
    }

    @Override
    public String realmOf(IdTokenClaims claims) {
        return tenant;
    }

    /** Whether the issuer is exactly the one in the metadata that was published (OpenID Connect Core §3.1.3.7, rule 2). */
    @Override
    public boolean issued(IdTokenClaims claims, Endpoints endpoints) {
        Optional<String> published = endpoints.issuer();
        return published.isPresent() && published.equals(claims.issuer());
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ServerAuthority server
                && server.getClass() == getClass()
                && server.address.equals(address);
    }

    @Override
    public final int hashCode() {
        return address.hashCode();
    }

    @Override
    public final String toString() {
        return address;
    }
}
