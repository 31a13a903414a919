package io.openmsal;

import io.openmsal.domain.oauth.ResponseMode;
import java.net.URI;

/**
 * Makes the address of a sign-in page and keeps nothing: for an application whose sign-ins another party finishes, or that has state,
 * nonce and verifier of its own. Where you can, use {@link SignInRequest}, which makes, keeps and checks all three. Not for many
 * threads.
 */
public interface AuthorizationUriRequest extends SignInOptions<AuthorizationUriRequest> {

    /**
     * Sets what comes back with the answer.
     *
     * @param state an unguessable value that is kept with the browser's session; none by default
     * @return this request
     */
    AuthorizationUriRequest state(String state);

    /**
     * Sets what comes back in the ID token.
     *
     * @param nonce sent as it is, so that the ID token has to carry the very same; none by default
     * @return this request
     */
    AuthorizationUriRequest nonce(String nonce);

    /**
     * Sets what the code's redeemer has to have the verifier for.
     *
     * @param challenge the SHA-256 of the verifier in base64url without padding (RFC 7636 §4.2, {@code S256}); none by default
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when it is no such text
     */
    AuthorizationUriRequest codeChallenge(String challenge);

    /**
     * Sets how the answer comes back.
     *
     * @param mode a form post by default
     * @return this request
     */
    AuthorizationUriRequest responseMode(ResponseMode mode);

    /**
     * Passes a claims challenge on to the server.
     *
     * @param json a JSON object; a blank text is no challenge
     * @return this request
     */
    AuthorizationUriRequest claims(String json);

    /**
     * Adds a parameter to the address of the sign-in page that this library has no option for.
     *
     * @param name its name
     * @param value its value
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when name or value is empty or the name is reserved
     */
    AuthorizationUriRequest extraQueryParameter(String name, String value);

    /**
     * Makes the address. Sends nothing, unless the provider's addresses have to be fetched first.
     *
     * @return what to send the browser to
     * @throws io.openmsal.domain.failure.MsalException when the provider's addresses cannot be had, or it
     *     lists its response modes without {@code form_post} and that is what is asked for
     */
    URI build();
}
