package io.openmsal;

import io.openmsal.domain.oauth.Prompt;
import java.time.Duration;

/**
 * What a request that shows a sign-in page may ask for (OpenID Connect Core §3.1.2.1, with Microsoft's additions).
 *
 * @param <R> the kind of request, so that options chain
 */
public interface SignInOptions<R extends SignInOptions<R>> {

    /**
     * Sets what the sign-in page should ask.
     *
     * @param prompt left to the server when it is not set
     * @return this request
     */
    R prompt(Prompt prompt);

    /**
     * Suggests who signs in.
     *
     * @param username a user name
     * @return this request
     */
    R loginHint(String username);

    /**
     * Sends the person straight to their organization's page.
     *
     * @param domain the organization's domain
     * @return this request
     */
    R domainHint(String domain);

    /**
     * Has the person consent to more now, without asking for a token for it.
     *
     * @param scopes further scopes, each a text of its own
     * @return this request
     */
    R extraScopesToConsent(String... scopes);

    /**
     * Sets how old the sign-in may be; an older one is refused.
     *
     * @param age since the person gave their credentials
     * @return this request
     */
    R maxAge(Duration age);
}
