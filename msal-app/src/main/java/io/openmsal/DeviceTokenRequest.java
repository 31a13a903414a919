package io.openmsal;

import io.openmsal.domain.token.AuthenticationResult;
import java.util.Optional;

/**
 * Ends a sign-in on another device whose code was shown before (RFC 8628 §3.4): waits for the person with {@link #execute()}, or looks once.
 * Scopes, tenant and the other options are those that the code was asked for with.
 */
public interface DeviceTokenRequest
        extends TenantedRequest<DeviceTokenRequest>,
                ExtensibleRequest<DeviceTokenRequest>,
                BoundRequest<DeviceTokenRequest> {

    /**
     * Asks once whether the person has signed in. Leave {@link io.openmsal.domain.oauth.DeviceCode#interval()} between two calls.
     *
     * @return the token; empty when they have not yet
     * @throws io.openmsal.domain.failure.MsalThrottledException when the provider was asked too soon, saying when to ask again, which is to be done
     *     with {@link io.openmsal.domain.oauth.DeviceCode#slower()} from then on
     * @throws io.openmsal.domain.failure.MsalCancelledException when the person declined, or the call was cancelled
     * @throws io.openmsal.domain.failure.MsalTimeoutException when the code or the call's time ran out
     * @throws io.openmsal.domain.failure.MsalException when there is no token for any other reason
     */
    Optional<AuthenticationResult> tryExecute();
}
