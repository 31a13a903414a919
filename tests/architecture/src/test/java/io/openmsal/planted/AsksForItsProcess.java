package io.openmsal.planted;

/** Planted: a look at the process. */
public final class AsksForItsProcess {

    long planted() {
        return ProcessHandle.current().pid();
    }
}
