package io.openmsal.adapter.planted;

import org.jose4j.jws.JsonWebSignature;

/** Planted: a library away from its home. */
public final class NamesJose4j {

    private final JsonWebSignature named;

    NamesJose4j(JsonWebSignature named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
