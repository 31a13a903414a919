package io.openmsal.domain.planted;

import java.util.List;

/** Planted: a stream on the common pool. */
public final class StreamsInParallel {

    long planted(List<String> names) {
        return names.parallelStream().count();
    }
}
