package io.openmsal.testing.plantedright;

import io.openmsal.testing.planted.NamesTheRightHand;

/** Planted: half of a cycle. */
public final class NamesTheLeftHand {

    private final NamesTheRightHand named;

    NamesTheLeftHand(NamesTheRightHand named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
