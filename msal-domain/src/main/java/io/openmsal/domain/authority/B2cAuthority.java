package io.openmsal.domain.authority;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.account.IdTokenClaims;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.crypto.SignatureAlgorithm;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A policy (user flow) of an Azure AD B2C tenant, on {@code *.b2clogin.com} and its national likes or on a domain of the
 * tenant's own. Each policy is an authority of its own, and all policies of a tenant share one cache environment, the host.
 * Immutable and safe for many threads.
 *
 * <p>Its addresses follow from the path ("Set redirect URLs to b2clogin.com" in Microsoft's documentation), so no request is
 * made to find them. B2C issues no device codes.
 */
public final class B2cAuthority extends ServerAuthority {

    private static final List<String> SUFFIXES = Collections.unmodifiableList(
            Arrays.asList(".b2clogin.com", ".b2clogin.cn", ".b2clogin.us", ".b2clogin.de"));
    private static final Pattern POLICY = Pattern.compile("(?i)b2c_1[a-z0-9_-]{0,120}");
    private static final String POLICY_IN_USER_ID = "-b2c_1";

    private final String origin;
    private final String policy;
    private final Endpoints endpoints;

    private B2cAuthority(String address, AuthorityUrl url, String tenant, String policy) {
        super(address, url.host(), tenant);
        this.origin = url.origin();
        this.policy = policy.toLowerCase(Locale.ROOT);
        this.endpoints = Endpoints.at(
                        URI.create(address + "/oauth2/v2.0/authorize"), URI.create(address + "/oauth2/v2.0/token"))
                .build();
    }

    /**
     * A policy by its address, on any host. The application vouches for the host.
     *
     * @param url {@code https://{host}/[tfp/]{tenant}/{policy}}
     * @param loopbackHttp whether http is accepted
     * @return the authority
     * @throws MsalConfigurationException when the address is malformed, or names no policy
     */
    public static B2cAuthority of(String url, LoopbackHttp loopbackHttp) {
        return of(AuthorityUrl.parse(url, loopbackHttp));
    }

    private static B2cAuthority of(AuthorityUrl url) {
        List<String> segments = url.unversionedSegments();
        boolean prefixed = !segments.isEmpty() && segments.get(0).equalsIgnoreCase("tfp");
        List<String> named = prefixed ? segments.subList(1, segments.size()) : segments;
        if (named.size() != 2 || !POLICY.matcher(named.get(1)).matches()) {
            throw url.refused(
                    named.size() < 2
                            ? "it names no policy of Azure AD B2C"
                            : "after the tenant should come one policy of Azure AD B2C, whose name begins with B2C_1");
        }
        String tenant = TenantName.checked(named.get(0));
        String policy = named.get(1);
        return new B2cAuthority(url.origin() + (prefixed ? "/tfp/" : "/") + tenant + "/" + policy, url, tenant, policy);
    }

    /** The policy, when the host is one of B2C's own. */
    static Optional<Authority> recognise(AuthorityUrl url) {
        return isOwnHost(url.host()) ? Optional.of(of(url)) : Optional.empty();
    }

    static boolean isOwnHost(String host) {
        return SUFFIXES.stream().anyMatch(host::endsWith);
    }

    @Override
    Authority otherTenant(String wanted) {
        throw noOtherTenant("The policy " + this + " belongs to the tenant " + tenant()
                + ". Build another application for a policy of another tenant.");
    }

    /** B2C answers without an access token when none is asked for a web API. */
    @Override
    public Scopes forSignIn(Scopes requested) {
        if (requested.isEmpty()) {
            throw new MsalConfigurationException(
                    "scopes_required",
                    "Azure AD B2C issues no access token for a sign-in alone, so nothing was sent to " + host()
                            + ". Name a scope of a web API, or the application's own client id.");
        }
        return requested;
    }

    /** B2C ends a user's id with the policy they signed in with, and a refresh token works with that policy alone. */
    @Override
    public boolean serves(Account account) {
        if (!super.serves(account)) {
            return false;
        }
        String id = account.homeAccountId().toLowerCase(Locale.ROOT);
        String user = id.indexOf('.') < 0 ? id : id.substring(0, id.indexOf('.'));
        return !user.contains(POLICY_IN_USER_ID) || user.endsWith("-" + policy);
    }

    @Override
    public Endpoints endpoints(OidcDiscovery discovery, CallContext call) {
        return endpoints;
    }

    /**
     * Whether the issuer is this very server: {@code {origin}/{tenant id}/v2.0/}, or
     * {@code {origin}/tfp/{tenant id}/{policy}/v2.0/} where the policy says so. With a domain of the tenant's own it may also
     * be a host of B2C's.
     */
    @Override
    public boolean issued(IdTokenClaims claims, Endpoints known) {
        Optional<AuthorityUrl> issuer = claims.issuer().flatMap(AuthorityUrl::ofIssuer);
        return issuer.isPresent()
                && isOwnServer(issuer.get())
                && namesPolicyOrNone(issuer.get().unversionedSegments())
                && claims.tenantId()
                        .map(tid -> issuer.get().segments().stream().anyMatch(tid::equalsIgnoreCase))
                        .orElse(true);
    }

    /** Whether it is this server, and this policy where it names one. */
    @Override
    public boolean answers(String issuer, Endpoints known) {
        return AuthorityUrl.ofIssuer(issuer)
                .filter(named -> isOwnServer(named) && namesPolicyOrNone(named.unversionedSegments()))
                .isPresent();
    }

    private boolean isOwnServer(AuthorityUrl issuer) {
        return issuer.origin().equals(origin) || (!isOwnHost(host()) && isOwnHost(issuer.host()));
    }

    private boolean namesPolicyOrNone(List<String> path) {
        boolean plain = path.size() == 1;
        boolean withPolicy = path.size() == 3
                && path.get(0).equalsIgnoreCase("tfp")
                && path.get(2).equalsIgnoreCase(policy);
        return plain || withPolicy;
    }

    @Override
    public SignatureAlgorithm assertionAlgorithm() {
        return SignatureAlgorithm.PS256;
    }
}
