package io.openmsal.domain.authority;

import java.util.List;
import java.util.Locale;

/**
 * One reason to believe that the issuer named in a provider's metadata is the provider that was asked. Whoever can answer in a
 * provider's place must not be able to pass for another one, so rules about Microsoft's hosts hold only where the provider asked
 * is itself one of them.
 */
enum IssuerRule {
    /** The very address that was asked, with or without a slash at the end (OpenID Connect Discovery §4.3). */
    SAME_ADDRESS {
        @Override
        boolean accepts(AuthorityUrl asked, AuthorityUrl issuer) {
            return sameServer(asked, issuer) && asked.segments().equals(issuer.segments());
        }
    },
    /** The same server, whatever the path. */
    SAME_SERVER {
        @Override
        boolean accepts(AuthorityUrl asked, AuthorityUrl issuer) {
            return sameServer(asked, issuer);
        }
    },
    /** The same server of Microsoft's, whose issuers name a tenant by its id where the address has its domain. */
    SAME_MICROSOFT_SERVER {
        @Override
        boolean accepts(AuthorityUrl asked, AuthorityUrl issuer) {
            return isMicrosoft(asked.host()) && sameServer(asked, issuer);
        }
    },
    /** Another name of the same cloud of Microsoft Entra, or a region of it. */
    SAME_CLOUD {
        @Override
        boolean accepts(AuthorityUrl asked, AuthorityUrl issuer) {
            return issuer.isOnStandardHttps()
                    && Cloud.ofServer(asked.host()).isPresent()
                    && Cloud.ofServer(asked.host()).equals(Cloud.ofServer(issuer.host()));
        }
    },
    /**
     * An external tenant by its own name: {@code https://{tenant}.ciamlogin.com[/{tenant}[.onmicrosoft.com]]}. The tenant is the
     * one in the address that was asked, so this holds behind a domain of the tenant's own as well.
     */
    EXTERNAL_TENANT {
        @Override
        boolean accepts(AuthorityUrl asked, AuthorityUrl issuer) {
            if (!issuer.isOnStandardHttps() || !CiamAuthority.isOwnHost(issuer.host())) {
                return false;
            }
            String first = asked.segments().isEmpty()
                    ? asked.host().replaceAll("\\..*", "")
                    : asked.segments().get(0).toLowerCase(Locale.ROOT);
            String tenant = first.replaceAll("\\.onmicrosoft\\.com$", "");
            List<String> path = issuer.unversionedSegments();
            boolean namesTenant = path.size() == 1
                    && (path.get(0).equalsIgnoreCase(tenant)
                            || path.get(0).equalsIgnoreCase(tenant + ".onmicrosoft.com"));
            return issuer.host().equals(tenant + ".ciamlogin.com") && (path.isEmpty() || namesTenant);
        }
    };

    /** Whether the rule holds. */
    abstract boolean accepts(AuthorityUrl asked, AuthorityUrl issuer);

    private static boolean sameServer(AuthorityUrl asked, AuthorityUrl issuer) {
        return asked.origin().equals(issuer.origin());
    }

    private static boolean isMicrosoft(String host) {
        return Cloud.ofServer(host).isPresent() || B2cAuthority.isOwnHost(host) || CiamAuthority.isOwnHost(host);
    }
}
