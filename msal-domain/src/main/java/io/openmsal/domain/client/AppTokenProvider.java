package io.openmsal.domain.client;

/**
 * Gets an application's own tokens in a way of its own, in place of the token endpoint: for platforms with an agent or a service that
 * issues them. What it gives is kept, renewed and shared among callers as any other token. Must be safe for many threads.
 */
@FunctionalInterface
public interface AppTokenProvider {

    /**
     * Gets a token. Called when no token that will do is in the cache, by one thread at a time for equal requests; blocks the caller.
     *
     * @param request what the token is for
     * @return the token; a failure is thrown, an {@link io.openmsal.domain.failure.MsalException} as it is and any other inside of one
     */
    ProvidedToken token(AppTokenRequest request);
}
