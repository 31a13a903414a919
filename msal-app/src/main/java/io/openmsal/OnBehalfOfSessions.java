package io.openmsal;

import io.openmsal.port.Secret;

/**
 * On-behalf-of for work that goes on after the call is over, when the caller's access token has long expired: begin a session while
 * the call is there, ask for tokens by the session's key later, end it when the work is done. Safe for many threads.
 *
 * <p>Whoever has a key gets that person's tokens: keep it with the work, and out of everybody's sight. The cache holds only its hash.
 * Sessions outlive the process when the application has a token store.
 */
public interface OnBehalfOfSessions {

    /**
     * A key for a new session.
     *
     * @return 256 random bits as text
     */
    Secret newKey();

    /**
     * Begins a session. Always asks the provider. A session of the same key goes on with the new tokens if it is the same person's.
     *
     * @param key the session's key
     * @param userAssertion the access token this web API received, after it was validated
     * @param scopes what the first token is for, at least one
     * @return a request to execute
     */
    SessionStartRequest begin(Secret key, Secret userAssertion, String... scopes);

    /**
     * A token in a session: from the cache, or by the session's refresh token. When that is used up, the person has to call again.
     *
     * @param key the session's key
     * @param scopes what the token is for, at least one
     * @return a request to execute
     */
    SessionTokenRequest acquireToken(Secret key, String... scopes);

    /**
     * Ends a session of the application's own tenant: its tokens are forgotten. Sends nothing.
     *
     * @param key the session's key
     * @return whether there was one
     */
    boolean end(Secret key);

    /**
     * Ends a session that was begun with another tenant.
     *
     * @param key the session's key
     * @param tenant the tenant
     * @return whether there was one
     */
    boolean end(Secret key, String tenant);
}
