package io.openmsal.domain.planted;

/** Planted: a decision made once per process, before anyone could ask for another. */
public final class ReadsAPropertyWhenItIsLoaded {

    private static final boolean LOUD = System.getProperty("planted.loud") != null;

    boolean planted() {
        return LOUD;
    }
}
