package io.openmsal.domain.planted;

import java.lang.invoke.MethodHandles;

/** Planted: a method handle in the core. */
public final class LooksUpAMethodHandle {

    Object planted() {
        return MethodHandles.lookup();
    }
}
