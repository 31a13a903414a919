package io.openmsal.domain.flow;

import io.openmsal.domain.account.AccountSource;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.federation.Federation;
import io.openmsal.domain.oauth.Grant;
import io.openmsal.domain.oauth.PasswordGrant;
import io.openmsal.domain.oauth.SignInExpectation;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import java.util.Optional;

/**
 * A person's user name and password, typed into the application itself (RFC 6749 §4.3). The authority sees the password, or the
 * person's organization does where that keeps it; nobody else. Safe for many threads.
 */
public final class UsernamePasswordFlow {

    private final Federation federation;
    private final TokenRedemption redemption;

    /**
     * Makes the flow of one application.
     *
     * @param federation what finds out who keeps the password
     * @param redemption what fetches tokens
     */
    public UsernamePasswordFlow(Federation federation, TokenRedemption redemption) {
        this.federation = federation;
        this.redemption = redemption;
    }

    /**
     * Signs the person in; the account and its tokens are kept, so that silent calls serve from then on.
     *
     * @param authority who issues the tokens
     * @param username the user name
     * @param password the password; kept nowhere
     * @param scopes what the access token is for
     * @param shape what is asked for beyond them
     * @param call the call
     * @return the token
     * @throws MsalInteractionRequiredException when name and password are not enough, such as where a second factor is asked for
     * @throws MsalException when there is no token for another reason
     */
    public AuthenticationResult acquire(
            Authority authority,
            String username,
            Secret password,
            Scopes scopes,
            RequestShape shape,
            CallContext call) {
        refuseEmpty(username.trim().isEmpty(), "username");
        refuseEmpty(password.reveal().isEmpty(), "password");
        Grant grant = federation.grantFor(authority, username, password, call);
        SignInOrigin origin = new SignInOrigin(sourceOf(grant), Optional.of(username.trim()));
        return redemption.signIn(authority, grant, scopes, shape, SignInExpectation.none(), origin, call);
    }

    /** The shared format names the grant, and has no word for an assertion: with one there, no MSAL would ask a broker for the person. */
    private static AccountSource sourceOf(Grant grant) {
        return grant instanceof PasswordGrant ? AccountSource.PASSWORD : AccountSource.UNKNOWN;
    }

    private static void refuseEmpty(boolean isEmpty, String what) {
        if (isEmpty) {
            throw new MsalConfigurationException(
                    "invalid_" + what, "The " + what + " is empty. Nothing was sent; ask the person for it.");
        }
    }
}
