package io.openmsal.port.plantedright;

import io.openmsal.port.plantedleft.LeftPort;

/** Planted: half of a cycle. */
public final class RightPort {

    private final LeftPort named;

    RightPort(LeftPort named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
