package io.openmsal.adapter.planted;

import org.opentest4j.AssertionFailedError;

/** Planted: a library that no shipped module may use. */
public final class NamesALibraryNobodyChose {

    private final AssertionFailedError named;

    NamesALibraryNobodyChose(AssertionFailedError named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
