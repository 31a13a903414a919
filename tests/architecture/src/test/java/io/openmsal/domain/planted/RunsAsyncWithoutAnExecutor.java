package io.openmsal.domain.planted;

import java.util.concurrent.CompletableFuture;

/** Planted: asynchronous work on the common pool. */
public final class RunsAsyncWithoutAnExecutor {

    Object planted() {
        return CompletableFuture.supplyAsync(() -> 1);
    }
}
