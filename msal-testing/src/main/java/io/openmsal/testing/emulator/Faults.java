package io.openmsal.testing.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the emulator will do wrong, endpoint by endpoint. Faults of one endpoint are used up in the order they were given; the
 * requests after them are served well again. Safe for many threads.
 */
public final class Faults {

    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final Map<EmulatorEndpoint, Deque<Planned>> plan = new EnumMap<>(EmulatorEndpoint.class);

    private record Planned(Fault fault, int times) {}

    Faults() {}

    /**
     * Spoils the next request.
     *
     * @param endpoint where
     * @param fault how
     * @return this plan, to go on
     */
    public Faults next(EmulatorEndpoint endpoint, Fault fault) {
        return times(endpoint, 1, fault);
    }

    /**
     * Spoils the next requests.
     *
     * @param endpoint where
     * @param times how many requests, at least one
     * @param fault how
     * @return this plan, to go on
     */
    public synchronized Faults times(EmulatorEndpoint endpoint, int times, Fault fault) {
        Objects.requireNonNull(fault, "fault");
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, not " + times + " times.");
        }
        plan.computeIfAbsent(endpoint, unused -> new ArrayDeque<>()).add(new Planned(fault, times));
        return this;
    }

    /**
     * Spoils every request until {@link #clear()}.
     *
     * @param endpoint where
     * @param fault how
     * @return this plan, to go on
     */
    public Faults always(EmulatorEndpoint endpoint, Fault fault) {
        return times(endpoint, FOR_EVER, fault);
    }

    /** Forgets every fault not yet used. */
    public synchronized void clear() {
        plan.clear();
    }

    synchronized Optional<Fault> take(EmulatorEndpoint endpoint) {
        Deque<Planned> planned = plan.get(endpoint);
        if (planned == null || planned.isEmpty()) {
            return Optional.empty();
        }
        Planned first = planned.removeFirst();
        if (first.times() == FOR_EVER) {
            planned.addFirst(first);
        } else if (first.times() > 1) {
            planned.addFirst(new Planned(first.fault(), first.times() - 1));
        }
        return Optional.of(first.fault());
    }
}
