package io.openmsal.domain.planted;

/** Planted: a thread of its own. */
public final class StartsAThread {

    Object planted(Runnable work) {
        return new Thread(work);
    }
}
