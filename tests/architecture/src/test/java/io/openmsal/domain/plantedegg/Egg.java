package io.openmsal.domain.plantedegg;

import io.openmsal.domain.plantedhen.Hen;

/** Planted: half of a cycle. */
public final class Egg {

    private final Hen named;

    Egg(Hen named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
