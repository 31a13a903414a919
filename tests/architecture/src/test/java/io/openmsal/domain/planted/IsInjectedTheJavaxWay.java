package io.openmsal.domain.planted;

import javax.inject.Inject;

/** Planted: a constructor for an injector. */
public final class IsInjectedTheJavaxWay {

    private final String name;

    @Inject
    IsInjectedTheJavaxWay(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
