package io.openmsal.adapter.crypto;

/** An RSA key of PKCS#1 (RFC 8017 §A.1.2), which the JDK cannot read as it is. */
final class Pkcs1 {

    private static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";

    private Pkcs1() {}

    /** The same key as PKCS#8 (RFC 5958 §2): version 0, the algorithm with its null parameter (RFC 8017 §A.1), the key. */
    static byte[] wrapped(byte[] pkcs1) {
        byte[] algorithm = Der.sequence(Der.objectIdentifier(RSA_ENCRYPTION), Der.nothing());
        return Der.sequence(Der.integer(0), algorithm, Der.octets(pkcs1));
    }
}
