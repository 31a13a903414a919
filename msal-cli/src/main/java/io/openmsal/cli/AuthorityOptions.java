package io.openmsal.cli;

import io.openmsal.ApplicationBuilder;
import io.openmsal.credential.AuthorityTrust;
import io.openmsal.credential.DeveloperSignIn;
import io.openmsal.domain.authority.Authorities;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.EntraAuthority;
import io.openmsal.domain.authority.LoopbackHttp;
import io.openmsal.domain.authority.OidcAuthority;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who issues the tokens: three kinds of trust, of which one is chosen. */
final class AuthorityOptions {

    private static final String USUAL = "https://login.microsoftonline.com/common";

    @Option(
            names = "--authority",
            paramLabel = "URL",
            description = "https://HOST/TENANT of a known Microsoft Entra cloud."
                    + " When none of the three is given: the worldwide cloud, any tenant ('common').")
    private @Nullable String authority;

    @Option(
            names = "--trusted-authority",
            paramLabel = "URL",
            description = "https://HOST/TENANT on any other host that speaks Entra's protocol, such as the emulator."
                    + " You vouch for that host: secrets are sent there.")
    private @Nullable String trustedAuthority;

    @Option(
            names = "--oidc-authority",
            paramLabel = "ISSUER",
            description = "Any OpenID Connect provider, by its issuer.")
    private @Nullable String oidcAuthority;

    /** The choice in words that can be kept. */
    DeveloperSignIn signIn(String clientId, String homeAccountId) {
        if (trustedAuthority != null) {
            return new DeveloperSignIn(clientId, AuthorityTrust.VOUCHED, trustedAuthority, homeAccountId);
        } else if (oidcAuthority != null) {
            return new DeveloperSignIn(clientId, AuthorityTrust.ISSUER, oidcAuthority, homeAccountId);
        }
        return new DeveloperSignIn(
                clientId, AuthorityTrust.KNOWN, authority == null ? USUAL : authority, homeAccountId);
    }

    boolean nameOne() {
        return authority != null || trustedAuthority != null || oidcAuthority != null;
    }

    /** The authority itself, which sends nothing yet. */
    Authority authority(LoopbackHttp loopbackHttp) {
        if (trustedAuthority != null) {
            return EntraAuthority.trusted(trustedAuthority, loopbackHttp);
        } else if (oidcAuthority != null) {
            return OidcAuthority.of(oidcAuthority, loopbackHttp);
        }
        return Authorities.parse(authority == null ? USUAL : authority);
    }

    void applyTo(ApplicationBuilder<?> builder) {
        if (authority != null) {
            builder.authority(authority);
        } else if (trustedAuthority != null) {
            builder.trustedAuthority(trustedAuthority);
        } else if (oidcAuthority != null) {
            builder.oidcAuthority(oidcAuthority);
        }
    }
}
