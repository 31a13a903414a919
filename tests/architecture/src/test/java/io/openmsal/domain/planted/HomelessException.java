package io.openmsal.domain.planted;

/** Planted: a failure away from the others. */
public final class HomelessException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
