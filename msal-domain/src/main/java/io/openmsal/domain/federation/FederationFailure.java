package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.ServiceError;
import java.util.Collections;

/** The failures of servers that speak no OAuth. */
final class FederationFailure {

    private FederationFailure() {}

    static MsalServiceException of(
            String host, int status, String code, String description, String message, CallContext call) {
        return new MsalServiceException(error(host, status, code, description, call), message, null);
    }

    static ServiceError error(ServerReply reply, String code, String description, CallContext call) {
        return error(reply.host(), reply.status(), code, description, call);
    }

    private static ServiceError error(String host, int status, String code, String description, CallContext call) {
        return new ServiceError(
                host, status, code, description, Collections.emptyList(), null, null, call.correlationId(), null);
    }
}
