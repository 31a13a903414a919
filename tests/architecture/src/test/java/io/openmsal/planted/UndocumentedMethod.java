package io.openmsal.planted;

/** Planted: a public method without a word about it. */
public final class UndocumentedMethod {

    public void planted() {}
}
