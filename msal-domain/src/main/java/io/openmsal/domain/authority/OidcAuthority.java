package io.openmsal.domain.authority;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.json.MalformedJsonException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any OpenID Connect provider, known by its issuer. Its addresses are read once from the metadata it publishes at
 * {@code {issuer}/.well-known/openid-configuration} (OpenID Connect Discovery §4).
 */
public final class OidcAuthority extends ServerAuthority {

    /** What stands in the issuer of a provider that answers for many tenants. */
    static final String TENANT_PATTERN = "{tenantid}";

    private final @Nullable Endpoints given;
    private final @Nullable OnBehalfOfProtocol agreed;

    private OidcAuthority(
            String issuer, String host, String tenant, @Nullable Endpoints given, @Nullable OnBehalfOfProtocol agreed) {
        super(issuer, host, tenant);
        this.given = given;
        this.agreed = agreed;
    }

    /**
     * A provider by its issuer.
     *
     * @param issuer the issuer's address, with or without a slash at the end
     * @param loopbackHttp whether http is accepted
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed
     */
    public static OidcAuthority of(String issuer, LoopbackHttp loopbackHttp) {
        AuthorityUrl url = AuthorityUrl.parse(issuer, loopbackHttp);
        String path = String.join("/", url.segments());
        if (path.endsWith(OidcDiscovery.WELL_KNOWN.substring(1))) {
            throw AuthorityUrl.invalid(
                    issuer, "it is the address of the metadata; leave out " + OidcDiscovery.WELL_KNOWN);
        }
        return new OidcAuthority(
                url.origin() + (path.isEmpty() ? "" : "/" + path),
                url.host(),
                // all of it: one host may serve many issuers that end alike, and each has tokens of its own
                path,
                null,
                null);
    }

    @Override
    Authority otherTenant(String wanted) {
        throw noOtherTenant("The provider " + address()
                + " has no tenants to choose from. Build another application for another issuer.");
    }

    /** One host may serve several providers, so the person must have signed in to this one. */
    @Override
    public boolean serves(Account account) {
        return super.serves(account) && account.tenantProfiles().containsKey(tenant());
    }

    @Override
    public Endpoints endpoints(OidcDiscovery discovery, CallContext call) {
        return given != null ? given : discovery.endpointsOf(address(), metadata(), MetadataRules.ANY_PROVIDER, call);
    }

    /**
     * What it takes to check the tokens of this provider, which need have nothing else to offer.
     *
     * @param discovery what fetches and remembers published metadata
     * @param call the call on whose behalf it is fetched
     * @return issuer and keys
     * @throws io.openmsal.domain.failure.MsalException when the metadata cannot be had or must not be trusted
     */
    public SigningMetadata signing(OidcDiscovery discovery, CallContext call) {
        return given != null
                ? new SigningMetadata(new PublishedIssuer(given.issuer().orElse(address())), given.keys())
                : discovery.signingOf(address(), metadata(), MetadataRules.ANY_PROVIDER, call);
    }

    private URI metadata() {
        return URI.create(address() + OidcDiscovery.WELL_KNOWN);
    }

    /** The same rules hold as for metadata that was fetched; no request is made for it then. */
    @Override
    public Authority withMetadata(JsonCodec codec, String json) {
        PublishedMetadata metadata;
        try {
            metadata = new PublishedMetadata(address(), MetadataRules.ANY_PROVIDER, JsonObject.parse(codec, json));
        } catch (MalformedJsonException malformed) {
            throw unusable("it is no JSON object");
        }
        if (!metadata.isOfTheIssuer()) {
            throw unusable("it " + metadata.issuerRefused());
        }
        Endpoints endpoints = metadata.endpoints().orElseThrow(() -> unusable(metadata.addressesRefused()));
        return new OidcAuthority(address(), host(), tenant(), endpoints, agreed);
    }

    /** By a token exchange where the metadata lists it. */
    @Override
    public OnBehalfOfProtocol onBehalfOf(Endpoints endpoints) {
        return agreed != null ? agreed : endpoints.onBehalfOf();
    }

    @Override
    public Authority withOnBehalfOf(OnBehalfOfProtocol protocol) {
        return new OidcAuthority(address(), host(), tenant(), given, protocol);
    }

    /** No metadata says how the provider has it, and many take them once. */
    @Override
    public boolean takesRefreshTokensOnce() {
        return true;
    }

    /** Some grant a refresh token and not the scope that asked for it. */
    @Override
    public boolean mayRefuseOfflineAccess() {
        return true;
    }

    /** Where the metadata says that certificates are taken. */
    @Override
    public Endpoints overMutualTls(Endpoints usual) {
        return usual.mutualTlsToken().isPresent()
                ? usual.withTokenAt(usual.mutualTlsToken().get())
                : super.overMutualTls(usual);
    }

    private MsalConfigurationException unusable(String why) {
        return new MsalConfigurationException(
                "invalid_provider_metadata",
                "The metadata given for " + address() + " cannot be used: " + why
                        + (why.endsWith(".") ? "" : ".") + " Give the document that is at " + address()
                        + OidcDiscovery.WELL_KNOWN + ".");
    }

    /**
     * Whether the issuer is exactly the one in the provider's metadata (OpenID Connect Core §3.1.3.7, rule 2); where that is a
     * pattern for many tenants, filled in with the token's own.
     */
    @Override
    public boolean issued(IdTokenClaims claims, Endpoints endpoints) {
        Optional<String> expected = endpoints
                .issuer()
                .map(named -> named.replace(TENANT_PATTERN, claims.tenantId().orElse(TENANT_PATTERN)));
        return expected.isPresent() && expected.equals(claims.issuer());
    }

    @Override
    public SignatureAlgorithm assertionAlgorithm() {
        return SignatureAlgorithm.RS256;
    }
}
