package io.openmsal.planted;

/** Planted: a look at the callers. */
public final class WalksTheStack {

    Object planted() {
        return StackWalker.getInstance();
    }
}
