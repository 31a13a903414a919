package io.openmsal;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.CacheStatistics;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.port.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What public and confidential clients have in common. Safe for many threads. Build one and keep it: it holds the cache.
 */
public interface ClientApplication {

    /**
     * The id the application is registered with.
     *
     * @return the client id
     */
    String clientId();

    /**
     * A token for a person who signed in before, without asking them.
     *
     * @param account the person
     * @param scopes what the token is for, at least one
     * @return a request to execute
     */
    SilentRequest acquireTokenSilent(Account account, String... scopes);

    /**
     * The silent tokens alone, for code that needs nothing else of this application.
     *
     * @return asks this application with the usual options
     */
    default UserTokens userTokens() {
        return (account, scopes) -> acquireTokenSilent(account, scopes).execute();
    }

    /**
     * The first step of signing a person in to a web application.
     *
     * @param redirectUri where the browser comes back to, registered for the application
     * @param scopes what the token is for, at least one
     * @return a request to begin
     */
    SignInRequest signIn(URI redirectUri, String... scopes);

    /**
     * The address of a sign-in page alone, with nothing kept for a second step.
     *
     * @param redirectUri where the browser comes back to, registered for the application
     * @param scopes what the token is for, at least one
     * @return a request to build
     */
    AuthorizationUriRequest authorizationUri(URI redirectUri, String... scopes);

    /**
     * The second step of signing a person in to a web application.
     *
     * @param pending what the first step gave, from the person's session; it works once
     * @param response the parameters the browser brought back
     * @return a request to execute
     */
    AuthorizationCodeRequest acquireTokenByAuthorizationCode(PendingSignIn pending, Map<String, String> response);

    /**
     * A token by a refresh token that came from elsewhere.
     *
     * @param refreshToken the token
     * @param scopes what the new token is for, at least one
     * @return a request to execute
     */
    RefreshTokenRequest acquireTokenByRefreshToken(Secret refreshToken, String... scopes);

    /**
     * A token for a person who typed user name and password into the application itself (RFC 6749 §4.3). The password goes to
     * the authority, or to the person's organization where that keeps it, and is kept nowhere.
     *
     * <p>For programs without a browser and with accounts that need no second factor. Where you can, use another flow: this one
     * has people show their passwords to more than the sign-in page, and personal Microsoft accounts are refused.
     *
     * @param username the user name
     * @param password the password
     * @param scopes what the token is for, at least one
     * @return a request to execute
     */
    UsernamePasswordRequest acquireTokenByUsernamePassword(String username, Secret password, String... scopes);

    /**
     * A person by their stable id.
     *
     * @param homeAccountId the {@link Account#homeAccountId()} that was kept
     * @return the account, or empty when nobody of that id is signed in here
     */
    Optional<Account> account(String homeAccountId);

    /**
     * How the application's cache of tokens does.
     *
     * @return a snapshot
     */
    CacheStatistics cacheStatistics();

    /**
     * Signs a person out of this application: all their tokens are forgotten. They stay signed in at the provider.
     *
     * @param account the person; nothing happens when they are not known
     */
    void removeAccount(Account account);
}
