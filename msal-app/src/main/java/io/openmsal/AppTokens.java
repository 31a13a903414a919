package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;

/**
 * Tokens for the application itself, and nothing else. Code that only calls APIs as itself depends on this instead of a whole
 * application, and its test hands in a lambda.
 *
 * <pre>{@code
 * AppTokens tokens = app.appTokens();
 * AppTokens inATest = scopes -> AuthenticationResult.builder("a-token").build();
 * }</pre>
 *
 * <p>What an application gives is safe for many threads and looks in the cache first, so ask each time a token is needed. A call
 * that needs options, such as a claims challenge or a limit of time, is made at the application.
 */
@FunctionalInterface
public interface AppTokens {

    /**
     * Gets a token on this thread.
     *
     * @param scopes what it is for, at least one; Microsoft Entra wants {@code {resource}/.default}
     * @return the token
     * @throws io.openmsal.domain.failure.MsalException when there is none, saying why
     */
    AuthenticationResult acquireToken(String... scopes);
}
