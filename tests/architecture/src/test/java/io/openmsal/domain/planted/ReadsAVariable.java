package io.openmsal.domain.planted;

/** Planted: looks at the process instead of asking the port. */
public final class ReadsAVariable {

    Object planted() {
        return System.getenv("IDENTITY_ENDPOINT");
    }
}
