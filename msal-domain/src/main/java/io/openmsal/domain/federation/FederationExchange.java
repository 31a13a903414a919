package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.oauth.Throttle;
import java.time.Clock;
import java.util.Optional;

/**
 * What the requests of federated sign-ins go through. One that was refused is held back like a token request: a wrong password that a
 * program tries in a loop would lock the account. Safe for many threads.
 */
final class FederationExchange {

    private final ServerExchange exchange;
    private final Throttle throttle;
    private final Clock clock;

    FederationExchange(ServerExchange exchange, Throttle throttle, Clock clock) {
        this.exchange = exchange;
        this.throttle = throttle;
        this.clock = clock;
    }

    /**
     * Sends a request.
     *
     * @return the answer, whatever its status
     * @throws MsalException when no whole answer arrived, or the same request was refused shortly before
     */
    ServerReply send(FederationRequest request, CallContext call) {
        Optional<MsalException> before = throttle.refusalOf(request.address(), request.content());
        if (before.isPresent()) {
            throw before.get();
        }
        return exchange.send(request.message(), request.purpose(), call);
    }

    /**
     * The failure behind an answer that is of no use, which the same request may meet again.
     *
     * @param what what was tried and what came back, in whole sentences
     */
    MsalException refusal(
            FederationRequest request, ServerReply reply, ServiceError error, String what, RefusedFederation refused) {
        throttle.learnFrom(reply, error, request.address(), request.content(), refused);
        return refused.failure(reply, error, what, clock.instant());
    }
}
