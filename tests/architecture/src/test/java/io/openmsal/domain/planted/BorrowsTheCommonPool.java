package io.openmsal.domain.planted;

import java.util.concurrent.ForkJoinPool;

/** Planted: threads that nobody gave. */
public final class BorrowsTheCommonPool {

    Object planted() {
        return ForkJoinPool.commonPool();
    }
}
