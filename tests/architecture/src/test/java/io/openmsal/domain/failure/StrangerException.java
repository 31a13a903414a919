package io.openmsal.domain.failure;

/** Planted: a failure that a catch of the family misses. */
public final class StrangerException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
