package io.openmsal.domain.planted;

/** Planted: the class loader of whoever happens to call. */
public final class AsksTheThreadForItsClassLoader {

    Object planted() {
        return Thread.currentThread().getContextClassLoader();
    }
}
