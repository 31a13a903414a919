package io.openmsal.domain.authority;

import io.openmsal.domain.account.IdTokenClaims;
import java.util.Optional;

/**
 * The issuer that a provider publishes, as it is compared with that of a token that a web API is shown, and of an answer to a sign-in.
 * Immutable and safe for many threads.
 *
 * <p>Microsoft Entra publishes a pattern where one address stands for many tenants, and issues access tokens of version 1, which web APIs
 * get unless their registration says otherwise, under another name of the same tenant.
 */
public final class PublishedIssuer {

    private final String published;

    /**
     * Takes what a provider publishes.
     *
     * @param published the {@code issuer} of its metadata (OpenID Connect Discovery §3)
     */
    public PublishedIssuer(String published) {
        this.published = published;
    }

    /**
     * Whether tokens of many tenants come from here, each under its own name.
     *
     * @return true for a pattern
     */
    public boolean standsForManyTenants() {
        return published.contains(OidcAuthority.TENANT_PATTERN);
    }

    /**
     * Whether a token may have come from here.
     *
     * @param claims what the token says
     * @return true when it names this issuer, letter for letter
     */
    public boolean issued(IdTokenClaims claims) {
        Optional<String> named = claims.issuer();
        Optional<String> tenant = claims.tenantId();
        if (standsForManyTenants() && !tenant.isPresent()) {
            return false;
        }
        String expected = published.replace(OidcAuthority.TENANT_PATTERN, tenant.orElse(""));
        return named.isPresent() && (named.get().equals(expected) || isItsVersion1(expected, named.get(), tenant));
    }

    /**
     * Whether an answer to a sign-in may have come from here. It names no tenant beside its issuer, so that any stands for the pattern's.
     *
     * @param named the answer's {@code iss} (RFC 9207 §2)
     * @return true when it is this issuer letter for letter, or that of one tenant of a pattern
     */
    public boolean answers(String named) {
        int place = published.indexOf(OidcAuthority.TENANT_PATTERN);
        if (place < 0 || named.equals(published)) {
            return named.equals(published);
        }
        String before = published.substring(0, place);
        String after = published.substring(place + OidcAuthority.TENANT_PATTERN.length());
        return named.length() > before.length() + after.length()
                && named.startsWith(before)
                && named.endsWith(after)
                && named.substring(before.length(), named.length() - after.length())
                        .matches("[A-Za-z0-9.-]+");
    }

    private static boolean isItsVersion1(String expected, String named, Optional<String> tenant) {
        Optional<AuthorityUrl> provider = AuthorityUrl.ofIssuer(expected);
        if (!provider.isPresent() || !tenant.isPresent() || !provider.get().isOnStandardHttps()) {
            return false;
        }
        boolean namesTheTenant = !provider.get().segments().isEmpty()
                && provider.get().segments().get(0).equals(tenant.get());
        return namesTheTenant
                && Cloud.ofHost(provider.get().host()).isPresent()
                && EntraAuthority.VERSION_1_ISSUERS.stream()
                        .anyMatch(host -> named.equals("https://" + host + "/" + tenant.get() + "/"));
    }

    /** The issuer, or its pattern. */
    @Override
    public String toString() {
        return published;
    }
}
