package io.openmsal.domain.planted;

import java.util.ServiceLoader;

/** Planted: a service found by magic. */
public final class LoadsAService {

    Object planted() {
        return ServiceLoader.load(Runnable.class);
    }
}
