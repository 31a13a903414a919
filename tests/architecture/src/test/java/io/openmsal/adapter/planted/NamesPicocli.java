package io.openmsal.adapter.planted;

import picocli.CommandLine;

/** Planted: a library away from its home. */
public final class NamesPicocli {

    private final CommandLine named;

    NamesPicocli(CommandLine named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
