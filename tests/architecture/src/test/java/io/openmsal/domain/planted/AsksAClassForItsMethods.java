package io.openmsal.domain.planted;

/** Planted: reflection without naming its package. */
public final class AsksAClassForItsMethods {

    int planted(Class<?> type) {
        return type.getDeclaredMethods().length;
    }
}
