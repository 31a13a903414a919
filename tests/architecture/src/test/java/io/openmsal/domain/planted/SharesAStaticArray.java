package io.openmsal.domain.planted;

/** Planted: an array that anyone in the package can write. */
public final class SharesAStaticArray {

    static final byte[] SHARED = {1, 2, 3};
}
