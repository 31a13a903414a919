package io.openmsal;

import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.ResponseMode;

/**
 * Prepares a sign-in for a web application: the address to send the browser to, and what to keep until it comes back. Not for
 * many threads.
 */
public interface SignInRequest extends SignInOptions<SignInRequest> {

    /**
     * Sets how the answer comes back.
     *
     * @param mode a form post by default
     * @return this request
     */
    SignInRequest responseMode(ResponseMode mode);

    /**
     * Passes a claims challenge on to the server.
     *
     * @param json a JSON object; a blank text is no challenge
     * @return this request
     */
    SignInRequest claims(String json);

    /**
     * Adds a parameter to the address of the sign-in page that this library has no option for.
     *
     * @param name its name
     * @param value its value
     * @return this request
     * @throws io.openmsal.domain.failure.MsalConfigurationException when name or value is empty or the name is reserved
     */
    SignInRequest extraQueryParameter(String name, String value);

    /**
     * Prepares the sign-in. Sends nothing, unless the provider's addresses have to be fetched first.
     *
     * @return what to send the browser to, and what to keep in the person's session
     * @throws io.openmsal.domain.failure.MsalException when the provider's addresses cannot be had, or it
     *     lists its response modes without {@code form_post} and that is what is asked for
     */
    PendingSignIn begin();
}
