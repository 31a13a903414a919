package io.openmsal.port.planted;

/** Planted: a class that no compiler sees. */
public final class LoadsAClassByName {

    Object planted(String name) throws ClassNotFoundException {
        return Class.forName(name);
    }
}
