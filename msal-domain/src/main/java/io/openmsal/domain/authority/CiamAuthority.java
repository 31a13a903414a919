package io.openmsal.domain.authority;

import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An external tenant (Microsoft Entra External ID, once CIAM), on {@code *.ciamlogin.com} or on a domain of the tenant's own.
 * Immutable and safe for many threads.
 *
 * <p>Its addresses follow from host and tenant as with Microsoft Entra ID ("Custom URL domains in external tenants" in
 * Microsoft's documentation), so no request is made to find them.
 */
public final class CiamAuthority extends ServerAuthority {

    private static final String SUFFIX = ".ciamlogin.com";

    private final String origin;
    private final Endpoints endpoints;

    private CiamAuthority(AuthorityUrl url, String tenant) {
        super(url.origin() + "/" + tenant, url.host(), tenant);
        this.origin = url.origin();
        this.endpoints = Endpoints.at(
                        URI.create(address() + "/oauth2/v2.0/authorize"), URI.create(address() + "/oauth2/v2.0/token"))
                .deviceAuthorization(Optional.of(URI.create(address() + "/oauth2/v2.0/devicecode")))
                .build();
    }

    private CiamAuthority(AuthorityUrl url) {
        this(url, tenantOf(url));
    }

    /**
     * A tenant by its address, on any host. The application vouches for the host.
     *
     * @param url {@code https://{host}/{tenant}}; on {@code {name}.ciamlogin.com} the tenant may be left out and is
     *     {@code {name}.onmicrosoft.com} then
     * @param loopbackHttp whether http is accepted
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed, or names no tenant
     */
    public static CiamAuthority of(String url, LoopbackHttp loopbackHttp) {
        return new CiamAuthority(AuthorityUrl.parse(url, loopbackHttp));
    }

    /** The tenant, when the host is one of External ID's own. */
    static Optional<Authority> recognise(AuthorityUrl url) {
        return isOwnHost(url.host()) ? Optional.of(new CiamAuthority(url)) : Optional.empty();
    }

    static boolean isOwnHost(String host) {
        return host.endsWith(SUFFIX);
    }

    private static String tenantOf(AuthorityUrl url) {
        List<String> segments = url.unversionedSegments();
        if (segments.size() > 1) {
            throw url.refused("after the tenant comes /" + segments.get(1));
        }
        if (!segments.isEmpty()) {
            return TenantName.checked(segments.get(0));
        }
        String name = url.host().substring(0, Math.max(0, url.host().length() - SUFFIX.length()));
        if (!isOwnHost(url.host()) || name.indexOf('.') >= 0) {
            throw url.refused("it names no tenant, which follows from the host on {name}.ciamlogin.com alone");
        }
        return name + ".onmicrosoft.com";
    }

    @Override
    Authority otherTenant(String wanted) {
        throw noOtherTenant("The host " + host() + " belongs to the tenant " + tenant()
                + ". Build another application for another tenant.");
    }

    @Override
    public String realmOf(IdTokenClaims claims) {
        return claims.tenantId().orElse(tenant());
    }

    @Override
    public Endpoints endpoints(OidcDiscovery discovery, CallContext call) {
        return endpoints;
    }

    /**
     * Whether the issuer is this server or {@code {tenant id}.ciamlogin.com}, and names the same tenant as the token itself:
     * {@code https://{host}/{tid}/v2.0}.
     */
    @Override
    public boolean issued(IdTokenClaims claims, Endpoints known) {
        Optional<AuthorityUrl> issuer = claims.issuer().flatMap(AuthorityUrl::ofIssuer);
        Optional<String> tid = claims.tenantId().map(id -> id.toLowerCase(Locale.ROOT));
        if (!issuer.isPresent() || !tid.isPresent()) {
            return false;
        }
        return isOfTenant(issuer.get(), tid.get());
    }

    /** Whether it is this server or {@code {tenant id}.ciamlogin.com}, and names a tenant. */
    @Override
    public boolean answers(String issuer, Endpoints known) {
        return AuthorityUrl.ofIssuer(issuer)
                .filter(named -> named.unversionedSegments().size() == 1)
                .filter(named ->
                        isOfTenant(named, named.unversionedSegments().get(0).toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private boolean isOfTenant(AuthorityUrl issuer, String tid) {
        List<String> path = issuer.unversionedSegments();
        boolean own = issuer.origin().equals(origin) || issuer.origin().equals("https://" + tid + SUFFIX);
        return own && path.size() == 1 && path.get(0).equalsIgnoreCase(tid);
    }

    @Override
    public SignatureAlgorithm assertionAlgorithm() {
        return SignatureAlgorithm.PS256;
    }
}
