package io.openmsal.domain.planted;

import java.util.ArrayList;
import java.util.List;

/** Planted: a static list that grows. */
public final class KeepsAStaticList {

    private static final List<String> SEEN = new ArrayList<>();

    boolean planted(String name) {
        return SEEN.add(name);
    }
}
