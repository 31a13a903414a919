package io.openmsal.planted;

/** Planted: a failure told to nobody. */
public final class PrintsAStackTrace {

    void planted(Exception failure) {
        failure.printStackTrace();
    }
}
