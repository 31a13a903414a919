package io.openmsal.domain.planted;

/** Planted: looks at the virtual machine instead of asking the port. */
public final class ReadsAProperty {

    Object planted() {
        return Integer.getInteger("openmsal.retries");
    }
}
