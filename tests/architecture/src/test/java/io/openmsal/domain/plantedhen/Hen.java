package io.openmsal.domain.plantedhen;

import io.openmsal.domain.plantedegg.Egg;

/** Planted: half of a cycle. */
public final class Hen {

    private final Egg named;

    Hen(Egg named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
