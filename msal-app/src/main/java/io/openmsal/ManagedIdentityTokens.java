package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;

/**
 * Tokens for the identity that an Azure host gives, and nothing else. Code that runs there depends on this instead of a whole
 * application, and its test hands in a lambda.
 *
 * <p>What an application gives is safe for many threads and looks in the cache first, so ask each time a token is needed.
 */
@FunctionalInterface
public interface ManagedIdentityTokens {

    /**
     * Gets a token on this thread.
     *
     * @param resource what it is for, such as {@code https://vault.azure.net}; a {@code /.default} at its end is left off
     * @return the token
     * @throws io.openmsal.domain.failure.MsalException when there is none, saying why
     */
    AuthenticationResult acquireToken(String resource);

    /**
     * The same as tokens for the application itself, so that one class serves on an Azure host and, with a secret or
     * certificate, everywhere else.
     *
     * @return takes exactly one scope, {@code {resource}/.default} or the bare resource
     */
    default AppTokens asAppTokens() {
        return scopes -> acquireToken(SingleResource.of(scopes));
    }
}
