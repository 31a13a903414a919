package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.ServiceError;
import java.util.Collections;

/** The failures of servers that speak no OAuth. */
final class FederationFailure {

    private FederationFailure() {}

    static MsalServiceException of(
            String host, int status, String code, String description, String message, CallContext call) {
        return new MsalServiceException(
                new ServiceError(
                        host,
                        status,
                        code,
                        description,
                        Collections.emptyList(),
                        null,
                        null,
                        call.correlationId(),
                        null),
                message,
                null);
    }
}
