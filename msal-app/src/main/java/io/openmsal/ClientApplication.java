package io.openmsal;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.cache.CacheStatistics;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.TokenResponse;
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
     * The first step of signing a person in to a web application. The answer is posted by another site unless
     * {@link SignInRequest#responseMode} says otherwise, and a post from there comes without a session's {@code SameSite=Lax} cookie.
     *
     * @param redirectUri where the browser comes back to, registered for the application
     * @param scopes what the token is for; none to learn only who signs in, which Azure AD B2C does not offer
     * @return a request to begin
     */
    SignInRequest signIn(URI redirectUri, String... scopes);

    /**
     * The address of a sign-in page alone, with nothing kept for a second step.
     *
     * @param redirectUri where the browser comes back to, registered for the application
     * @param scopes what the token is for; none to learn only who signs in, which Azure AD B2C does not offer
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
     * A token by a refresh token that came from elsewhere. The person is known from then on, and the new refresh token is kept, or this one where
     * none came in its place.
     *
     * <p>A provider need not say whose the tokens are. The result names no account then and nothing is kept; a new refresh token is in
     * {@code AuthenticationResult.refreshToken()}, however the application was built, since the one that was redeemed may be used up.
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
     * has people show their passwords to more than the sign-in page, and personal Microsoft accounts are refused. In Microsoft Entra the
     * registration of a public client has to allow public client flows.
     *
     * @param username the user name
     * @param password the password
     * @param scopes what the token is for; none to learn only who signs in, which Azure AD B2C does not offer
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
     * Puts tokens into the cache that somebody else obtained for this application: silent calls hand them out and refresh them
     * from then on. What was received here later stays.
     *
     * <p>The ID token is judged as any other: audience, issuer, subject. Its signature is not, and here no TLS connection stands in for
     * it, so take responses only from where you would take tokens. Nothing is sent, except for the metadata of a provider that
     * is not known yet.
     *
     * @param response what the token endpoint answered, and what it was asked for
     * @return whose tokens they are
     * @throws MsalException when they must not be kept, saying why; nothing is kept then
     */
    Account addTokens(TokenResponse response);

    /**
     * Writes down what the cache holds of a person, for another cache of this application: the next version, another store, a server
     * without one. Everything stays where it is, too.
     *
     * <p>The document holds tokens and has the form that all MSALs share. It holds what this application may use of its own: not the
     * tokens of other applications on the same store, and not those got on behalf of the person.
     *
     * @param account the person
     * @return the document, or empty when nothing is kept of them that this application may use
     */
    Optional<Secret> exportAccount(Account account);

    /**
     * Puts what {@link #exportAccount} or another MSAL wrote down of one person beside what the cache holds of them: what was received here later
     * stays. The document is believed as a token store is, so take none from where others can write.
     *
     * @param document the document, of one person
     * @return the person, known from then on
     * @throws MsalException when the document is none, names nobody or several people, is of people who sign in elsewhere, or holds
     *     nothing for this application; nothing is kept then
     */
    Account importAccount(Secret document);

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
