package io.openmsal;

/** Redeems the authorization code that the browser brought back (RFC 6749 §4.1.3). */
public interface AuthorizationCodeRequest
        extends ExtensibleRequest<AuthorizationCodeRequest>, BoundRequest<AuthorizationCodeRequest> {

    /**
     * Asks for a second code, for the part of the application that runs in the browser, so that it gets tokens of its own without
     * another sign-in. Only Microsoft Entra has that, for confidential clients.
     *
     * @return this request; the result has the code as {@code spaCode()}
     */
    AuthorizationCodeRequest returnSpaCode();
}
