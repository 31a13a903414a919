package io.openmsal.domain.authority;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a kind of authority accepts in the metadata published for it. Metadata decides where secrets go. */
enum MetadataRules {
    /**
     * Any OpenID Connect provider: the issuer by one of the rules, the addresses wherever the provider has them. A provider on a
     * host of Microsoft Entra or External ID keeps to its cloud.
     */
    ANY_PROVIDER(Arrays.asList(
            IssuerRule.SAME_ADDRESS,
            IssuerRule.SAME_MICROSOFT_SERVER,
            IssuerRule.SAME_CLOUD,
            IssuerRule.EXTERNAL_TENANT)) {
        @Override
        boolean acceptsAddress(AuthorityUrl asked, AuthorityUrl address) {
            Optional<Cloud> cloud = cloudOf(asked.host());
            return !cloud.isPresent()
                    || cloud.equals(cloudOf(address.host()))
                    || MutualTlsHost.isOf(cloud.get(), address.host());
        }

        /** External tenants are in the worldwide cloud, on hosts that are no names of it. */
        private Optional<Cloud> cloudOf(String host) {
            return CiamAuthority.isOwnHost(host) ? Optional.of(Cloud.PUBLIC) : Cloud.ofServer(host);
        }
    },
    /** A server on the customer's own premises: issuer and addresses are on that very server. */
    OWN_SERVER(Collections.singletonList(IssuerRule.SAME_SERVER)) {
        @Override
        boolean acceptsAddress(AuthorityUrl asked, AuthorityUrl address) {
            return asked.origin().equals(address.origin());
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // never handed out, never changed
    private final List<IssuerRule> issuers;

    MetadataRules(List<IssuerRule> issuers) {
        this.issuers = issuers;
    }

    /** Whether the issuer may be that of the provider at this address. */
    boolean acceptsIssuer(AuthorityUrl asked, String issuer) {
        // multi-tenant providers publish a pattern in place of the tenant, which is no URL until it is filled in
        return AuthorityUrl.ofIssuer(issuer.replace(OidcAuthority.TENANT_PATTERN, "tenant"))
                .filter(named -> issuers.stream().anyMatch(rule -> rule.accepts(asked, named)))
                .isPresent();
    }

    /** Whether secrets meant for the provider may be sent to this address. */
    abstract boolean acceptsAddress(AuthorityUrl asked, AuthorityUrl address);
}
