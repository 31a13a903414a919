package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether there is a metadata service: one short request without the {@code Metadata} header, which the service
 * answers with 400. Never retried. That it is there is remembered for good; that it is not, for a while, so that a program off
 * Azure is not held up by each call. Safe for many threads.
 */
final class ImdsProbe {

    static final Duration ALLOWANCE = Duration.ofSeconds(1);
    private static final Duration ABSENCE_REMEMBERED = Duration.ofSeconds(30);

    /** Statuses of the service itself: header missing, being updated, too many requests, a failure. Other clouds say 401 to 404. */
    private static final Set<Integer> SIGNS_OF_LIFE = Set.of(400, 410, 429, 500);

    private volatile @Nullable Finding last;

    /** Why the service is not there, or empty when it is. */
    Optional<String> absence(URI address, SourceCall call) {
        Finding known = last;
        if (known != null && known.isBelievedAt(call.now())) {
            return known.reason;
        }
        Finding found = new Finding(probe(address, call), call.now());
        last = found;
        return found.reason;
    }

    private static Optional<String> probe(URI address, SourceCall call) {
        ServerReply reply;
        try {
            reply = call.sendOnce(HttpRequest.get(address), ALLOWANCE);
        } catch (MsalTimeoutException slow) {
            call.stopIfOver();
            return Optional.of("no answer from " + address.getHost() + " within " + ALLOWANCE.toMillis() + " ms");
        } catch (MsalTransportException silent) {
            return Optional.of("no answer from " + address.getHost() + " (" + silent.errorCode() + ")");
        }
        return SIGNS_OF_LIFE.contains(reply.status())
                ? Optional.empty()
                : Optional.of(reply + " to a probe, which the metadata service of Azure answers with 400");
    }

    /** What the last probe found, and when. */
    private static final class Finding {

        private final Optional<String> reason;
        private final Instant learntAt;

        Finding(Optional<String> reason, Instant learntAt) {
            this.reason = reason;
            this.learntAt = learntAt;
        }

        /** A clock that was set back would let the absence be believed for all the time until it is again as late as it was. */
        boolean isBelievedAt(Instant now) {
            boolean present = !reason.isPresent();
            return present || (!now.isBefore(learntAt) && now.isBefore(learntAt.plus(ABSENCE_REMEMBERED)));
        }
    }
}
