package io.openmsal.domain.oauth;

import java.util.Optional;

/**
 * Microsoft's {@code X-AnchorMailbox}: names the person, so that the provider's front door sends the request to where their
 * data is. A hint: a wrong one, or none, costs time and nothing else.
 */
public final class AnchorMailbox {

    /** The name, of a header at the token endpoint and of a parameter at the authorization endpoint. */
    public static final String NAME = "X-AnchorMailbox";

    private AnchorMailbox() {}

    /**
     * Names a person by their account.
     *
     * @param homeAccountId {@code uid.utid}
     * @return the value, or empty when the id has what no header can carry
     */
    public static Optional<String> ofAccount(String homeAccountId) {
        return homeAccountId.matches("[!-~]+")
                ? Optional.of("Oid:" + homeAccountId.replace('.', '@'))
                : Optional.empty();
    }

    /**
     * Names a person by the user name they signed in with.
     *
     * @param username the user name
     * @return the value, or empty when the name has what no header can carry
     */
    public static Optional<String> ofUsername(String username) {
        return username.matches("[!-~]+") ? Optional.of("upn:" + username) : Optional.empty();
    }

    /**
     * Names a person by the user name they are expected to sign in with.
     *
     * @param loginHint the user name
     * @return the value
     */
    public static String ofLoginHint(String loginHint) {
        return "UPN:" + loginHint;
    }
}
