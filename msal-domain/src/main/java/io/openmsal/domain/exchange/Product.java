package io.openmsal.domain.exchange;

/** What the library calls itself towards servers and operators. */
public final class Product {

    /** The name. */
    public static final String NAME = "OpenMSAL.Java";
    /** The version. */
    public static final String VERSION = "0.1.0";

    private Product() {}
}
