package io.openmsal.domain.flow;

import io.openmsal.domain.exchange.RefusalMemory;
import io.openmsal.domain.failure.HeldBack;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.failure.ThrottlingRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which hosts of managed identities asked for patience after all retries, and until when: the same question is not put to them before.
 * Shared by all applications that share a cache. Safe for many threads.
 */
final class HostPatience {

    private final Clock clock;
    private final boolean active;
    private final RefusalMemory<Object, Refusal> refusals = new RefusalMemory<>();

    private record Refusal(ServiceError error, HeldBack heldBack) implements RefusalMemory.Refused {}

    private HostPatience(Clock clock, boolean active) {
        this.clock = clock;
        this.active = active;
    }

    static HostPatience remembering(Clock clock) {
        return new HostPatience(clock, true);
    }

    /** One that asks whatever was answered before. */
    static HostPatience none(Clock clock) {
        return new HostPatience(clock, false);
    }

    boolean isActive() {
        return active;
    }

    /**
     * Puts a question, unless the host wants to be left alone.
     *
     * @param host the host's name, for messages
     * @param subject equal for questions that are the same
     * @param question asks the host
     * @param <T> what it answers
     * @return the answer
     * @throws MsalThrottledException when the host wants to be left alone
     */
    <T> T asking(String host, Object subject, Supplier<T> question) {
        Refusal before = refusals.inForce(subject, clock.instant());
        if (before != null) {
            throw notAsked(host, before);
        }
        try {
            return question.get();
        } catch (MsalThrottledException busy) {
            leaveAlone(subject, busy.serviceError(), new HeldBack(busy.retryAt(), busy.rule()));
            throw busy;
        } catch (MsalServiceException refused) {
            if (isInTrouble(refused.serviceError())) {
                ThrottlingRule rule = ThrottlingRule.SERVER_BUSY;
                Instant until = clock.instant().plus(rule.patience(Optional.empty()));
                leaveAlone(subject, refused.serviceError(), new HeldBack(until, rule));
            }
            throw refused;
        }
    }

    /** By its word where it has no status of its own for that, such as the metadata service while it is being updated. */
    private static boolean isInTrouble(ServiceError error) {
        return error.status() >= 500 || "service_not_available".equals(error.error());
    }

    private static MsalThrottledException notAsked(String host, Refusal before) {
        HeldBack heldBack = before.heldBack;
        return new MsalThrottledException(
                before.error.givenAgain(heldBack),
                heldBack.until(),
                heldBack.rule(),
                "The managed identity request to " + host + " was not sent: shortly before, " + before.error
                        + ". It is " + heldBack + ". Try again not before " + heldBack.until() + ".");
    }

    private void leaveAlone(Object subject, ServiceError error, HeldBack heldBack) {
        if (active) {
            refusals.add(subject, new Refusal(error, heldBack), clock.instant());
        }
    }
}
