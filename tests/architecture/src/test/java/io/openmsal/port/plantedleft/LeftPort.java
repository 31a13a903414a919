package io.openmsal.port.plantedleft;

import io.openmsal.port.plantedright.RightPort;

/** Planted: half of a cycle. */
public final class LeftPort {

    private final RightPort named;

    LeftPort(RightPort named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
