package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import java.util.Optional;

/** A token for a person who signed in before, without asking them: from the cache, or by a refresh token. */
public interface SilentRequest
        extends CachedRequest<SilentRequest>,
                TenantedRequest<SilentRequest>,
                ExtensibleRequest<SilentRequest>,
                BoundRequest<SilentRequest> {

    /**
     * Like {@link #execute()}, where needing the person is an answer and not a failure. Why they are needed is lost, and with it the claims
     * that the provider may have for the sign-in to pass on: where it may, as with conditional access, call {@link #execute()} and hand
     * {@link io.openmsal.domain.failure.MsalInteractionRequiredException#claims()} to the interactive request.
     *
     * @return the token, or empty when the person has to sign in
     * @throws io.openmsal.domain.failure.MsalException when there is no token for any other reason
     */
    Optional<AuthenticationResult> tryExecute();
}
