package io.openmsal.domain.authority;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.port.crypto.SignatureAlgorithm;

/**
 * Who issues tokens. Immutable and safe for many threads; making one sends nothing.
 *
 * <p>What differs between kinds of authority is behaviour of the members of this family; no other place asks which kind it is.
 */
public sealed interface Authority
        permits EntraAuthority, B2cAuthority, CiamAuthority, AdfsAuthority, DstsAuthority, OidcAuthority {

    /**
     * The host that is asked.
     *
     * @return a host name in lower case, without port
     */
    String host();

    /**
     * The name under which this authority's tokens are kept.
     *
     * @return a host name; equal for all aliases of one cloud
     */
    String environment();

    /**
     * The tenant this authority was named with.
     *
     * @return a tenant id, a domain, one of {@code common}, {@code organizations}, {@code consumers}, or a realm
     */
    String tenant();

    /**
     * The same authority for another tenant.
     *
     * @param tenant a tenant id or a domain
     * @return another authority of the same kind
     * @throws io.openmsal.domain.failure.MsalConfigurationException when this kind has no tenants, or the tenant is malformed
     */
    Authority withTenant(String tenant);

    /**
     * Whether a person's tokens may be sent here. A refresh token must never reach a provider that did not issue it.
     *
     * @param account the person
     * @return false when they signed in somewhere else
     */
    boolean serves(Account account);

    /**
     * The tenant under which a person's tokens are kept when they were got from here.
     *
     * @param account the person
     * @return a tenant id; the home tenant where this authority serves many
     */
    String realmFor(Account account);

    /**
     * This authority, narrowed to the tenant under which a person's tokens are kept.
     *
     * @param realm what {@link #realmFor} gave
     * @return an authority whose tokens are of that tenant
     */
    Authority atRealm(String realm);

    /**
     * The tenant under which a fresh token is kept.
     *
     * @param claims what the ID token that came with it says
     * @return a tenant id
     */
    String realmOf(IdTokenClaims claims);

    /**
     * The addresses to use. An authority that knows them sends nothing.
     *
     * @param discovery what fetches and remembers published metadata
     * @param call the call on whose behalf it is fetched
     * @return the addresses
     * @throws MsalException when the metadata cannot be had or must not be trusted
     */
    Endpoints endpoints(OidcDiscovery discovery, CallContext call);

    /**
     * Whether an ID token that names this issuer may have come from here.
     *
     * @param claims what the ID token says
     * @param endpoints this authority's addresses
     * @return false when the token must be refused
     */
    boolean issued(IdTokenClaims claims, Endpoints endpoints);

    /**
     * The signature expected on client assertions.
     *
     * @return an algorithm that this kind of authority accepts
     */
    SignatureAlgorithm assertionAlgorithm();

    /** The authority's address, without secrets. */
    @Override
    String toString();
}
