package io.openmsal;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.token.AuthenticationResult;

/**
 * Tokens for people who signed in before, and nothing else. Code that acts for a person depends on this instead of a whole
 * application, and its test hands in a lambda.
 *
 * <p>What an application gives is safe for many threads and looks in the cache first, so ask each time a token is needed. A call
 * that needs options, such as a claims challenge or a limit of time, is made at the application.
 */
@FunctionalInterface
public interface UserTokens {

    /**
     * Gets a token on this thread, without asking the person.
     *
     * @param account the person
     * @param scopes what it is for, at least one
     * @return the token
     * @throws io.openmsal.domain.failure.MsalInteractionRequiredException when the person has to sign in again
     * @throws io.openmsal.domain.failure.MsalException when there is no token for any other reason
     */
    AuthenticationResult acquireToken(Account account, String... scopes);
}
