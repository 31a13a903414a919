package io.openmsal.domain.authority;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How the address of each kind of authority looks, for refusals: whoever typed another one sees all of them next to theirs. */
enum AcceptedShape {
    ENTRA("Microsoft Entra", "https://{host}/{tenant}", "https://login.microsoftonline.com/common"),
    EXTERNAL_ID(
            "External ID", "https://{name}.ciamlogin.com[/{tenant}], on a domain of its own with ciamAuthority", ""),
    B2C(
            "Azure AD B2C",
            "https://{name}.b2clogin.com/[tfp/]{tenant}/{policy}, on a domain of its own with b2cAuthority",
            ""),
    ADFS("AD FS", "https://{host}/adfs with adfsAuthority", ""),
    DSTS("dSTS", "https://{host}/dstsv2/{tenant} with dstsAuthority", ""),
    OIDC("any OpenID Connect provider", "its issuer with oidcAuthority", "");

    private final String text;

    AcceptedShape(String kind, String shape, String example) {
        this.text = kind + ": " + shape + (example.isEmpty() ? "" : ", for example " + example);
    }

    /** All shapes in one sentence. */
    static String all() {
        return "Accepted are: "
                + Arrays.stream(values()).map(shape -> shape.text).collect(Collectors.joining("; ")) + ".";
    }
}
