package io.openmsal.domain.authority;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.json.JsonCodec;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who issues tokens. Immutable and safe for many threads; making one sends nothing.
 *
 * <p>What differs between kinds of authority is behaviour of the members of this family; no other place asks which kind it is.
 */
public sealed interface Authority permits EntraAuthority, ServerAuthority {

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
     * @return a tenant id, a domain, one of {@code common}, {@code organizations}, {@code consumers}, or a realm: of an OpenID Connect
     *     provider the path of its issuer
     */
    String tenant();

    /**
     * The name under which a tenant's tokens are kept.
     *
     * @param wanted the tenant as it was named in a request, in letters of any case
     * @return this authority's own tenant as it has it, any other in lower case
     */
    default String tenantKept(String wanted) {
        return wanted.equalsIgnoreCase(tenant()) ? tenant() : wanted.toLowerCase(Locale.ROOT);
    }

    /**
     * The same authority for another tenant.
     *
     * @param tenant a tenant id or a domain
     * @return another authority of the same kind
     * @throws MsalConfigurationException when this kind has no tenants, or the tenant is malformed
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
     * Whether an answer to a sign-in that names this issuer may have come from here (RFC 9207 §2.4).
     *
     * @param issuer the answer's {@code iss}
     * @param endpoints this authority's addresses
     * @return false when the answer must be refused; unless this kind says otherwise, for all but the published issuer
     */
    default boolean answers(String issuer, Endpoints endpoints) {
        return endpoints
                .issuer()
                .map(published -> new PublishedIssuer(published).answers(issuer))
                .orElse(false);
    }

    /**
     * The signature expected on client assertions.
     *
     * @return an algorithm that this kind of authority accepts
     */
    SignatureAlgorithm assertionAlgorithm();

    /**
     * This authority, asked in a region for the application's own tokens. Everything is kept as if it had been asked centrally.
     *
     * @param region which region
     * @return an authority of the same kind
     * @throws MsalConfigurationException when the application asked for a region and this kind has none
     */
    default Authority inRegion(Region region) {
        if (region.isAskedFor()) {
            throw new MsalConfigurationException(
                    "region_not_supported",
                    "A region was asked for, and " + this
                            + " has none; only Microsoft Entra does. Leave the region out.");
        }
        return this;
    }

    /**
     * What is asked for where a person signs in.
     *
     * @param requested the scopes that the application named, perhaps none
     * @return the same
     * @throws MsalConfigurationException when there are none, and this authority issues no access token for a sign-in alone
     */
    default Scopes forSignIn(Scopes requested) {
        return requested;
    }

    /**
     * This authority, asked by an application for a token of its own (RFC 6749 §4.4).
     *
     * @return this authority
     * @throws MsalConfigurationException when it stands for many tenants, none of which is meant
     */
    default Authority forOwnTokens() {
        return this;
    }

    /**
     * Where this authority takes client certificates in the TLS handshake (RFC 8705 §5).
     *
     * @param usual its addresses otherwise, in whichever region
     * @return addresses that differ in the token endpoint at most; its name for assertions stays
     * @throws MsalConfigurationException when it takes none
     */
    default Endpoints overMutualTls(Endpoints usual) {
        throw new MsalConfigurationException(
                "mtls_not_supported",
                "A client certificate was to be shown in the TLS handshake, and it is not known where " + this
                        + " takes any; Microsoft Entra and dSTS do, and providers whose metadata says so. Nothing was sent. Leave mutual TLS out.");
    }

    /**
     * This authority, open to people of other clouds ({@code instance_aware}).
     *
     * @return an authority of the same kind
     * @throws MsalConfigurationException when this kind has no other clouds
     */
    default Authority acrossClouds() {
        throw new MsalConfigurationException(
                "multiple_clouds_not_supported",
                "Sign-in across clouds was asked for, and " + this
                        + " has no other clouds; only Microsoft Entra does.");
    }

    /**
     * Adds what the sign-in page has to be told about this authority.
     *
     * @param query the parameters of the authorization request
     */
    default void describeSignIn(Form query) {
        // most have nothing to say
    }

    /**
     * Who redeems the code of a sign-in that was begun here.
     *
     * @param cloudHost the host that the answer names as the person's cloud ({@code cloud_instance_host_name})
     * @param call the call
     * @return this authority, or the same tenant in another known cloud if this one is open to all
     * @throws io.openmsal.domain.failure.MsalUntrustedResponseException when it is open to all and does not know the host
     */
    default Authority answeredBy(String cloudHost, CallContext call) {
        return this;
    }

    /**
     * Who renews a person's tokens. Called for every silent acquisition, so it is this object in all but the rarest case.
     *
     * @param account a person this authority {@linkplain #serves serves}
     * @return this authority, or the same tenant in the person's cloud
     */
    default Authority closestTo(Account account) {
        return this;
    }

    /**
     * Where this authority tells who keeps the password of a user name (user realm discovery). Names and passwords go by what it says, so
     * the address is given only once the host is known to be what it is taken for.
     *
     * @param username what the person typed
     * @param discovery what fetches and remembers published metadata
     * @param call the call on whose behalf it is fetched
     * @return the address to ask, or empty when this authority keeps all its passwords itself
     * @throws MsalConfigurationException when it takes no passwords at all
     * @throws MsalException when the host is refused, or the call is over
     */
    default Optional<URI> userRealmOf(String username, OidcDiscovery discovery, CallContext call) {
        return Optional.empty();
    }

    /**
     * The names under which tokens of the people who sign in here are kept.
     *
     * @return the {@link #environment()}, and those of other clouds if it is open to them
     */
    default Set<String> environments() {
        return Collections.singleton(environment());
    }

    /**
     * The name under which tokens of a host are kept, as far as this authority knows.
     *
     * @param named a host name, in any case
     * @return the {@link #environment()} for each of this authority's own names; for others that of the cloud they belong to, or the host itself
     */
    default String environmentOf(String named) {
        return named.equalsIgnoreCase(host()) ? environment() : Cloud.cacheEnvironmentOf(named);
    }

    /**
     * This authority with metadata that need not be fetched.
     *
     * @param codec what reads JSON
     * @param json the document a provider publishes (OpenID Connect Discovery §3)
     * @return an authority that knows its addresses
     * @throws MsalConfigurationException when the document is not that of this authority, or this kind
     *     takes none
     */
    default Authority withMetadata(JsonCodec codec, String json) {
        throw new MsalConfigurationException(
                "provider_metadata_not_supported",
                "Metadata was given, and " + this + " takes none; only OpenID Connect providers do. Leave it out.");
    }

    /**
     * How this authority is asked for tokens on behalf of people.
     *
     * @param endpoints its addresses
     * @return Microsoft Entra's way, unless this is another kind
     */
    default OnBehalfOfProtocol onBehalfOf(Endpoints endpoints) {
        return OnBehalfOfProtocol.ENTRA;
    }

    /**
     * This authority, asked in a certain way for tokens on behalf of people, whatever its metadata says.
     *
     * @param protocol how it is asked
     * @return an authority of the same kind
     * @throws MsalConfigurationException when this kind has a way of its own
     */
    default Authority withOnBehalfOf(OnBehalfOfProtocol protocol) {
        throw new MsalConfigurationException(
                "on_behalf_of_protocol_not_supported",
                "The protocol for tokens on behalf of people was set to " + protocol + ", and " + this
                        + " knows its own; only OpenID Connect providers leave a choice. Leave it out.");
    }

    /**
     * Whether a refresh token may be taken once only, so that of two requests with the same one the second ends the session (RFC 9700
     * §4.14.2).
     *
     * @return false where it is known that a used refresh token goes on being taken
     */
    default boolean takesRefreshTokensOnce() {
        return false;
    }

    /**
     * Whether a refresh token may be refused because {@code offline_access} is asked for with it again: who signed somebody in need not
     * have granted that (OpenID Connect Core §11), and nothing may be asked for later that was not granted (RFC 6749 §6).
     *
     * @return false where it is known to be taken
     */
    default boolean mayRefuseOfflineAccess() {
        return false;
    }

    /**
     * Whether the brokers of operating systems sign people in here.
     *
     * @return false for all but Microsoft Entra, with its personal accounts
     */
    default boolean isServedByBrokers() {
        return false;
    }

    /** The authority's address, without secrets. */
    @Override
    String toString();
}
