package io.openmsal.domain.cache;

import java.io.IOException;

/** The store was not asked, since it failed another while this one waited; that one has told of it. */
final class StoreLeftAloneException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Exception failure;

    StoreLeftAloneException(Exception failure) {
        super("The token store failed for another while this one waited.", failure);
        this.failure = failure;
    }

    /** What it was that failed the other. */
    Exception failure() {
        return failure;
    }
}
