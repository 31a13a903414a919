package io.openmsal.credential;

import io.openmsal.PublicClientApplicationBuilder;

/** What the address of an authority is believed to be: the three options of the command line. */
public enum AuthorityTrust {
    /** A tenant on a host of a known Microsoft Entra cloud. */
    KNOWN("authority") {
        @Override
        PublicClientApplicationBuilder set(PublicClientApplicationBuilder builder, String authority) {
            return builder.authority(authority);
        }
    },
    /** A tenant on a host that the person vouched for. */
    VOUCHED("trusted_authority") {
        @Override
        PublicClientApplicationBuilder set(PublicClientApplicationBuilder builder, String authority) {
            return builder.trustedAuthority(authority);
        }
    },
    /** The issuer of any OpenID Connect provider. */
    ISSUER("oidc_authority") {
        @Override
        PublicClientApplicationBuilder set(PublicClientApplicationBuilder builder, String authority) {
            return builder.oidcAuthority(authority);
        }
    };

    private final String member;

    AuthorityTrust(String member) {
        this.member = member;
    }

    /** The name under which an address of this kind is kept. */
    String member() {
        return member;
    }

    abstract PublicClientApplicationBuilder set(PublicClientApplicationBuilder builder, String authority);
}
