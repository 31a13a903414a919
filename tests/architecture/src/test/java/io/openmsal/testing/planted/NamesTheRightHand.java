package io.openmsal.testing.planted;

import io.openmsal.testing.plantedright.NamesTheLeftHand;

/** Planted: half of a cycle. */
public final class NamesTheRightHand {

    private final NamesTheLeftHand named;

    NamesTheRightHand(NamesTheLeftHand named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
