package io.openmsal.domain.planted;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Planted: a static object of our own that remembers, two steps away from the field. */
public final class RemembersInAStaticObject {

    private static final Shelf SHARED = new Shelf(new Drawer());

    String planted(String name) {
        return SHARED.drawer.known.computeIfAbsent(name, String::trim);
    }

    private record Shelf(Drawer drawer) {}

    private static final class Drawer {

        private final Map<String, String> known = new ConcurrentHashMap<>();
    }
}
