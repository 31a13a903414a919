package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Secret;

/**
 * Tokens for further APIs on behalf of whoever calls this one, and nothing else. The inside of a web API depends on this instead
 * of a whole application, and its test hands in a lambda.
 *
 * <p>What an application gives is safe for many threads and looks in the cache first, so ask each time a token is needed.
 */
@FunctionalInterface
public interface OnBehalfOfTokens {

    /**
     * Gets a token on this thread.
     *
     * @param userAssertion the access token this web API received, after it was validated
     * @param scopes what the new token is for, at least one
     * @return the token
     * @throws io.openmsal.domain.failure.MsalInteractionRequiredException when the person has to do something first: pass on its
     *     claims to the caller
     * @throws io.openmsal.domain.failure.MsalException when there is no token for any other reason
     */
    AuthenticationResult acquireToken(Secret userAssertion, String... scopes);
}
