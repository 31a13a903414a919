package io.openmsal.domain.authority;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.PathSegment;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant of Microsoft Entra ID, or one of the words that stand for many: {@code common} (work, school and personal
 * accounts), {@code organizations} (work and school), {@code consumers} (personal accounts).
 *
 * <p>Its addresses follow from host and tenant, so no request is ever made to find them. The host must be known in the
 * application's way of {@linkplain InstanceDiscovery instance discovery}, unless the application vouches for it.
 */
public final class EntraAuthority implements Authority {

    /** The tenant of all personal Microsoft accounts. */
    public static final String CONSUMERS_TENANT_ID = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static final Set<String> WORDS = Set.of("common", "organizations", "consumers");

    /** First segments by which other kinds of authority are told apart. */
    private static final Set<String> RESERVED = Set.of("adfs", "dstsv2", "tfp");

    /** Issuers of version 1 tokens, which name a host of their own. */
    /** Hosts that issuers of version 1 tokens have, which nobody asks anything. */
    static final Set<String> VERSION_1_ISSUERS = Set.of("sts.windows.net", "sts.chinacloudapi.cn");

    private final String origin;
    private final String host;
    private final Instance instance;
    private final String tenant;
    private final InstanceDiscovery instances;
    private final Region region;
    private final CloudReach reach;
    private final Endpoints endpoints;

    private EntraAuthority(
            String origin,
            String host,
            Instance instance,
            String tenant,
            InstanceDiscovery instances,
            Region region,
            CloudReach reach) {
        this.reach = reach;
        this.origin = origin;
        this.host = host;
        this.instance = instance;
        this.tenant = tenant;
        this.instances = instances;
        this.region = region;
        String base = origin + "/" + tenant;
        this.endpoints = Endpoints.at(
                        URI.create(base + "/oauth2/v2.0/authorize"), URI.create(base + "/oauth2/v2.0/token"))
                .deviceAuthorization(Optional.of(URI.create(base + "/oauth2/v2.0/devicecode")))
                .build();
    }

    /**
     * A tenant of a known cloud.
     *
     * @param cloud the cloud
     * @param tenant a tenant id, a domain, or one of the words above
     * @return the authority
     * @throws MsalConfigurationException when the tenant is malformed
     */
    public static EntraAuthority of(Cloud cloud, String tenant) {
        String host = cloud.preferredNetwork();
        return new EntraAuthority(
                "https://" + host,
                host,
                Instance.of(cloud),
                TenantName.checked(tenant),
                InstanceDiscovery.builtIn(),
                Region.central(),
                CloudReach.ITS_OWN);
    }

    /**
     * A tenant by its address.
     *
     * @param url {@code https://{host}/{tenant}} of a known cloud
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed, or of another kind of authority
     */
    public static EntraAuthority of(String url) {
        return of(AuthorityUrl.parse(url, LoopbackHttp.REFUSED), InstanceDiscovery.builtIn());
    }

    static EntraAuthority of(AuthorityUrl url, InstanceDiscovery instances) {
        return new EntraAuthority(
                url.origin(),
                url.host(),
                instances.instanceOf(url),
                tenantOf(url),
                instances,
                Region.central(),
                CloudReach.ITS_OWN);
    }

    /**
     * A tenant on a host that speaks Microsoft Entra's protocol and that the application trusts with its secrets, such as an emulator. It has
     * to issue tokens under its own name: those that come through a gateway to Microsoft Entra name another issuer and are refused.
     *
     * @param url {@code https://{host}[:{port}]/{tenant}}
     * @param loopbackHttp whether http is accepted
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed
     */
    public static EntraAuthority trusted(String url, LoopbackHttp loopbackHttp) {
        AuthorityUrl parsed = AuthorityUrl.parse(url, loopbackHttp);
        return new EntraAuthority(
                parsed.origin(),
                parsed.host(),
                Instance.vouchedFor(parsed.host()),
                tenantOf(parsed),
                InstanceDiscovery.builtIn(),
                Region.central(),
                CloudReach.ITS_OWN);
    }

    private static String tenantOf(AuthorityUrl url) {
        List<String> segments = url.unversionedSegments();
        if (segments.isEmpty()) {
            throw url.refused("it names no tenant");
        }
        if (segments.size() > 1) {
            throw url.refused("after the tenant comes /" + segments.get(1) + ", as with no tenant of Microsoft Entra");
        }
        if (RESERVED.contains(segments.get(0).toLowerCase(Locale.ROOT))) {
            throw url.refused("/" + segments.get(0) + " is another kind of authority");
        }
        return TenantName.checked(segments.get(0));
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public String environment() {
        return instance.environment();
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public EntraAuthority withTenant(String other) {
        String wanted = TenantName.checked(other);
        return wanted.equals(tenant)
                ? this
                : new EntraAuthority(origin, host, instance, wanted, instances, region, reach);
    }

    @Override
    public boolean serves(Account account) {
        return instance.environment().equals(account.environment()) || reach.includes(account.environment());
    }

    /** Also lets people of the other known clouds sign in; each of their tokens is got from, and kept for, their own cloud. */
    @Override
    public EntraAuthority acrossClouds() {
        return new EntraAuthority(origin, host, instance, tenant, instances, region, CloudReach.EVERY_KNOWN);
    }

    @Override
    public void describeSignIn(Form query) {
        reach.describeSignIn(query);
    }

    @Override
    public Authority answeredBy(String cloudHost, CallContext call) {
        String named = cloudHost.toLowerCase(Locale.ROOT);
        return reach.isEvery() && !instance.hosts().contains(named) ? at(Cloud.named(named, host, call), named) : this;
    }

    @Override
    public Authority closestTo(Account account) {
        String other = account.environment();
        return instance.environment().equals(other) || !reach.includes(other)
                ? this
                : Cloud.ofHost(other)
                        .<Authority>map(cloud -> at(cloud, cloud.preferredNetwork()))
                        .orElse(this);
    }

    private EntraAuthority at(Cloud cloud, String itsHost) {
        return new EntraAuthority("https://" + itsHost, itsHost, Instance.of(cloud), tenant, instances, region, reach);
    }

    @Override
    public Set<String> environments() {
        return reach.environmentsWith(instance.environment());
    }

    @Override
    public String environmentOf(String named) {
        return instance.hosts().contains(named.toLowerCase(Locale.ROOT))
                ? instance.environment()
                : Cloud.cacheEnvironmentOf(named);
    }

    /**
     * Whether a name is no tenant but one of the words that stand for many. What a person gets under such a word is of their home tenant.
     *
     * @param tenant the name, in lower case
     * @return true for {@code common}, {@code organizations} and {@code consumers}
     */
    public static boolean standsForMany(String tenant) {
        return WORDS.contains(tenant);
    }

    @Override
    public String realmFor(Account account) {
        return standsForMany(tenant) ? account.homeTenantId().orElse(tenant) : tenant;
    }

    @Override
    public Authority atRealm(String realm) {
        return withTenant(realm);
    }

    @Override
    public String realmOf(IdTokenClaims claims) {
        return claims.tenantId().orElse(tenant);
    }

    @Override
    public Endpoints endpoints(OidcDiscovery discovery, CallContext call) {
        instances.confirm(this, discovery, call);
        Optional<RegionName> name = region.nameFor(this, discovery, call);
        return name.isPresent() ? endpoints.withTokenAt(name.get().of(endpoints.token())) : endpoints;
    }

    /** An application is registered in tenants, and a word that stands for many says of none that it is meant. */
    @Override
    public Authority forOwnTokens() {
        refuseWordForMany("An application asks one tenant for its own token");
        return this;
    }

    private void refuseWordForMany(String rule) {
        if (standsForMany(tenant)) {
            throw new MsalConfigurationException(
                    "missing_tenanted_authority",
                    rule + ", and " + this + " stands for many, so nothing was sent. Name the tenant: in the authority,"
                            + " as https://{host}/{tenant}, or for one call with tenant(...).");
        }
    }

    /** A host of no known cloud, which the application vouches for, takes certificates itself. */
    @Override
    public Endpoints overMutualTls(Endpoints usual) {
        refuseWordForMany("A client certificate is shown to one tenant");
        if (!"https".equals(usual.token().getScheme())) {
            throw new MsalConfigurationException(
                    "mtls_not_supported",
                    "A client certificate was to be shown to " + this + ", which is not asked over TLS. Use https.");
        }
        if (!Cloud.ofHost(host).isPresent()) {
            return usual;
        }
        String asked = usual.token().getHost();
        boolean isRegional = !asked.equals(host);
        String region = isRegional ? asked.substring(0, asked.indexOf('.') + 1) : "";
        return usual.withTokenAt(URI.create(
                "https://" + region + MutualTlsHost.of(host) + usual.token().getRawPath()));
    }

    /** Personal accounts are refused: Microsoft takes their passwords on its own pages alone. */
    @Override
    public Optional<URI> userRealmOf(String username, OidcDiscovery discovery, CallContext call) {
        if (tenant.equals("consumers") || tenant.equals(CONSUMERS_TENANT_ID)) {
            throw new MsalConfigurationException(
                    "password_not_supported",
                    "Personal Microsoft accounts cannot sign in with user name and password. Nothing was sent; sign the"
                            + " user in interactively or with a device code.");
        }
        instances.confirm(this, discovery, call);
        return Optional.of(
                URI.create(origin + "/common/userrealm/" + PathSegment.encode(username) + "?api-version=1.0"));
    }

    /** The token endpoint alone is another one in a region. */
    @Override
    public EntraAuthority inRegion(Region other) {
        return new EntraAuthority(origin, host, instance, tenant, instances, other, reach);
    }

    @Override
    public boolean isServedByBrokers() {
        return true;
    }

    Instance instance() {
        return instance;
    }

    /**
     * Whether the issuer is this cloud, naming the same tenant as the token itself does: {@code https://{host}/{tid}/v2.0},
     * or {@code https://sts.windows.net/{tid}/} for tokens of version 1.
     */
    @Override
    public boolean issued(IdTokenClaims claims, Endpoints known) {
        String tid = claims.tenantId().orElse(null);
        String issuer = claims.issuer().orElse(null);
        if (tid == null || issuer == null) {
            return false;
        }
        URI uri;
        try {
            uri = new URI(issuer);
        } catch (URISyntaxException malformed) {
            return false;
        }
        return isOfThisCloud(uri) && uri.getPath() != null && namesTenant(uri.getPath(), tid);
    }

    /** Whether it is this cloud, in whichever tenant, or another known one where people of those sign in here too. */
    @Override
    public boolean answers(String issuer, Endpoints known) {
        try {
            URI uri = new URI(issuer);
            return isOfThisCloud(uri) || (reach.isEvery() && isOfAnyCloud(uri));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isOfAnyCloud(URI issuer) {
        return "https".equals(issuer.getScheme())
                && issuer.getPort() < 0
                && issuer.getHost() != null
                && (Cloud.ofHost(issuer.getHost()).isPresent()
                        || VERSION_1_ISSUERS.contains(issuer.getHost().toLowerCase(Locale.ROOT)));
    }

    private boolean isOfThisCloud(URI issuer) {
        if (issuer.getHost() == null) {
            return false;
        }
        String named = issuer.getHost().toLowerCase(Locale.ROOT);
        String itsOrigin = issuer.getScheme() + "://" + named + (issuer.getPort() < 0 ? "" : ":" + issuer.getPort());
        if (itsOrigin.equals(origin)) {
            return true;
        }
        return "https".equals(issuer.getScheme())
                && issuer.getPort() < 0
                && (instance.hosts().contains(named)
                        || (VERSION_1_ISSUERS.contains(named)
                                && Cloud.ofHost(host).isPresent()));
    }

    private static boolean namesTenant(String path, String tid) {
        String rest = path.startsWith("/") ? path.substring(1) : path;
        return rest.equals(tid) || rest.startsWith(tid + "/");
    }

    @Override
    public SignatureAlgorithm assertionAlgorithm() {
        return SignatureAlgorithm.PS256;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntraAuthority authority
                && origin.equals(authority.origin)
                && tenant.equals(authority.tenant);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, tenant);
    }

    @Override
    public String toString() {
        return origin + "/" + tenant;
    }
}
