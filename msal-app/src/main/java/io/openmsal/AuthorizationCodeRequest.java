package io.openmsal;

/** Redeems the authorization code that the browser brought back (RFC 6749 §4.1.3). */
public interface AuthorizationCodeRequest
        extends ExtensibleRequest<AuthorizationCodeRequest>, BoundRequest<AuthorizationCodeRequest> {

    /**
     * Redeems the code for some of the scopes alone that the sign-in was begun with, such as those of one web API, since Microsoft Entra
     * issues no access token for two. Tokens for the others are had silently afterwards. All of them by default.
     *
     * @param scopes some of those that {@link ClientApplication#signIn} was given; none for the sign-in alone
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when one is blank, reserved, or was not asked for
     */
    AuthorizationCodeRequest scopes(String... scopes);

    /**
     * Asks for a second code, for the part of the application that runs in the browser, so that it gets tokens of its own without
     * another sign-in. Only Microsoft Entra has that, for confidential clients.
     *
     * @return this request; the result has the code as {@code spaCode()}
     */
    AuthorizationCodeRequest returnSpaCode();
}
