package io.openmsal.domain.exchange;

import io.openmsal.domain.failure.HeldBack;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was refused and is held back for a while. Remembers so many at most: what is over goes first, then what is over soonest. Safe for many
 * threads.
 *
 * @param <K> equal for requests that are the same
 * @param <R> what is known of a refusal
 */
public final class RefusalMemory<K, R extends RefusalMemory.Refused> {

    private static final int MOST_REFUSALS = 1024;

    /** Clocks are put right by small steps all the time, and two threads do not look at theirs in order. */
    private static final Duration DIFFERENCE_OF_CLOCKS = Duration.ofMinutes(5);

    private final Map<K, Learnt<R>> refusals = new ConcurrentHashMap<>();

    /** A refusal that holds for a while. */
    public interface Refused {

        /**
         * Why, and until when.
         *
         * @return the end and the rule behind it
         */
        HeldBack heldBack();
    }

    private record Learnt<R>(R refusal, Instant at) {}

    /** Remembers nothing yet. */
    public RefusalMemory() {}

    /**
     * Whether nothing was refused; looking further costs nothing then.
     *
     * @return true when there is nothing to find
     */
    public boolean isEmpty() {
        return refusals.isEmpty();
    }

    /**
     * The refusal that a request met, while it holds.
     *
     * @param request what is about to be sent
     * @param now the present
     * @return the refusal, or null
     */
    public @Nullable R inForce(K request, Instant now) {
        Learnt<R> learnt = refusals.get(request);
        if (learnt == null) {
            return null;
        }
        if (!holds(learnt, now)) {
            refusals.remove(request, learnt);
            return null;
        }
        return learnt.refusal();
    }

    /**
     * Remembers a refusal, unless it is over already.
     *
     * @param request what was refused
     * @param refusal what is known of it
     * @param now the present
     */
    public void add(K request, R refusal, Instant now) {
        Learnt<R> learnt = new Learnt<>(refusal, now);
        if (holds(learnt, now)) {
            makeRoom(now);
            refusals.put(request, learnt);
        }
    }

    /**
     * How many are remembered.
     *
     * @return a number that may be old by now
     */
    public int size() {
        return refusals.size();
    }

    /** What was learnt long after now was learnt by a clock that has been set back since, and nobody knows how long ago. */
    private boolean holds(Learnt<R> learnt, Instant now) {
        return until(learnt).isAfter(now)
                && !learnt.at().minus(DIFFERENCE_OF_CLOCKS).isAfter(now);
    }

    private Instant until(Learnt<R> learnt) {
        return learnt.refusal().heldBack().until();
    }

    private void makeRoom(Instant now) {
        if (refusals.size() < MOST_REFUSALS) {
            return;
        }
        refusals.values().removeIf(learnt -> !holds(learnt, now));
        if (refusals.size() >= MOST_REFUSALS) {
            refusals.entrySet().stream()
                    .min(Comparator.comparing(entry -> until(entry.getValue())))
                    .ifPresent(soonest -> refusals.remove(soonest.getKey()));
        }
    }
}
