package io.openmsal.domain.planted;

import jakarta.inject.Inject;

/** Planted: a constructor for an injector. */
public final class IsInjectedTheJakartaWay {

    private final String name;

    @Inject
    IsInjectedTheJakartaWay(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
