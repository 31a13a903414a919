package io.openmsal.benchmarks.race;

import io.openmsal.benchmarks.ForgetfulStore;

/** A {@link Racer} of whose marks the first is acknowledged and not kept. */
final class ForgetfulRacer {

    private ForgetfulRacer() {}

    /** Races, with the arguments of a {@link Racer}. */
    public static void main(String[] arguments) throws Exception {
        Racer.race(arguments, store -> new ForgetfulStore(store, 1));
    }
}
