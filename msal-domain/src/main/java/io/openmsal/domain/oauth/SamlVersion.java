package io.openmsal.domain.oauth;

/** The version of a SAML assertion, which decides the grant it is redeemed with. */
public enum SamlVersion {
    /** SAML 1.1, with the grant type that Microsoft Entra has for it. */
    SAML_1_1("urn:ietf:params:oauth:grant-type:saml1_1-bearer"),
    /** SAML 2.0 (RFC 7522 §2.1). */
    SAML_2_0("urn:ietf:params:oauth:grant-type:saml2-bearer");

    private final String grantType;

    SamlVersion(String grantType) {
        this.grantType = grantType;
    }

    String grantType() {
        return grantType;
    }
}
