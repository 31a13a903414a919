package io.openmsal;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.oauth.DeviceCode;
import java.util.List;
import java.util.function.Consumer;

/**
 * A program that a person runs and that can keep no secret (RFC 6749 §2.1): a desktop application, a command line.
 *
 * <p>Safe for many threads. Build one and keep it: it holds the cache.
 */
public interface PublicClientApplication extends ClientApplication, AccountListing {

    /**
     * Starts to build an application.
     *
     * @param clientId the id it is registered with
     * @return a builder; nothing is sent, read or started before a token is asked for
     */
    static PublicClientApplicationBuilder builder(String clientId) {
        return new PublicClientApplicationBuilder(clientId);
    }

    /**
     * Signs the person in, in their browser. The redirect URI {@code http://localhost} has to be registered for the application as a public
     * client, in Microsoft Entra on the platform "Mobile and desktop applications": else the provider says on its page that it does not
     * match, and nobody comes back.
     *
     * @param scopes what the token is for; none to learn only who signs in, which Azure AD B2C does not offer
     * @return a request to execute
     */
    InteractiveRequest acquireTokenInteractive(String... scopes);

    /**
     * Signs the person in who uses another device for it. In Microsoft Entra the registration has to allow public client flows.
     *
     * @param show shows the code, in {@link DeviceCode#message()}; called once, on the thread that executes
     * @param scopes what the token is for; none to learn only who signs in
     * @return a request to execute
     */
    DeviceCodeRequest acquireTokenByDeviceCode(Consumer<DeviceCode> show, String... scopes);

    /**
     * Begins such a sign-in for a program that cannot wait on one thread for it: {@link #acquireTokenByDeviceCode(DeviceCode, String...)} ends it,
     * in this process or another.
     *
     * @param scopes what the token will be for; none to learn only who signs in
     * @return a request whose {@code begin()} gets the code
     */
    DeviceAuthorizationRequest deviceAuthorization(String... scopes);

    /**
     * Ends a sign-in on another device that was begun before.
     *
     * @param code the code that the person was shown
     * @param scopes those it was asked for with
     * @return a request to execute, which waits, or to try once
     */
    DeviceTokenRequest acquireTokenByDeviceCode(DeviceCode code, String... scopes);

    /**
     * Everyone who signed in and did not sign out. Sends nothing.
     *
     * @return a snapshot, one for each person
     */
    @Override
    List<Account> accounts();

    /**
     * Everyone of a user name. User names are not unique and change: keep {@link Account#homeAccountId()} instead where you can.
     *
     * @param username compared without regard to case
     * @return all matches, possibly none
     */
    @Override
    List<Account> accounts(String username);
}
