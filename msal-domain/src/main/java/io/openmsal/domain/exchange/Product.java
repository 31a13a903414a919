package io.openmsal.domain.exchange;

/** What the library calls itself towards servers. */
final class Product {

    static final String NAME = "OpenMSAL.Java";
    static final String VERSION = "0.1.0";

    private Product() {}
}
