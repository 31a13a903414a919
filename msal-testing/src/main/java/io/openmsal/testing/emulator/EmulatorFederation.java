package io.openmsal.testing.emulator;

import java.util.Locale;
import java.util.Objects;

/**
 * An organization that keeps its users' passwords itself, with a federation server like AD FS: everyone whose sign-in name ends
 * in its domain. The emulator's token endpoint takes signed SAML assertions for them, and no password. Immutable; the
 * {@code with} methods return changed copies.
 *
 * @param domain the domain of the sign-in names
 * @param publishesMetadata whether the federation server describes its endpoints (MEX), or only its address is known
 * @param speaksWsTrust13 whether it speaks WS-Trust 1.3, or 2005 only
 * @param issuesSaml2 whether its assertions are SAML 2.0, or 1.1
 */
public record EmulatorFederation(
        String domain, boolean publishesMetadata, boolean speaksWsTrust13, boolean issuesSaml2) {

    /** Checks that nothing is missing. */
    public EmulatorFederation {
        domain = Objects.requireNonNull(domain, "domain").toLowerCase(Locale.ROOT);
    }

    /**
     * An organization whose server publishes its metadata, speaks both versions of WS-Trust, and issues SAML 1.1.
     *
     * @param domain the domain of the sign-in names, such as {@code fabrikam.example}
     * @return the organization
     */
    public static EmulatorFederation of(String domain) {
        return new EmulatorFederation(domain, true, true, false);
    }

    /**
     * The same, whose server does not describe its endpoints.
     *
     * @return a changed copy
     */
    public EmulatorFederation withoutMetadata() {
        return new EmulatorFederation(domain, false, speaksWsTrust13, issuesSaml2);
    }

    /**
     * The same, whose server speaks WS-Trust 2005 only.
     *
     * @return a changed copy
     */
    public EmulatorFederation withoutWsTrust13() {
        return new EmulatorFederation(domain, publishesMetadata, false, issuesSaml2);
    }

    /**
     * The same, whose server issues SAML 2.0.
     *
     * @return a changed copy
     */
    public EmulatorFederation withSaml2() {
        return new EmulatorFederation(domain, publishesMetadata, speaksWsTrust13, true);
    }

    /** The entity that its assertions name as their issuer. */
    String issuer() {
        return "http://sts." + domain + "/adfs/services/trust";
    }

    /** Where its server is, below the emulator's root. */
    String path() {
        return "/sts/" + domain + "/adfs/services/trust";
    }

    boolean speaks(WsTrustDialect dialect) {
        return dialect == WsTrustDialect.V2005 || speaksWsTrust13;
    }
}
