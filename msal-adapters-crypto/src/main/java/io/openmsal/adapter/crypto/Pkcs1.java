package io.openmsal.adapter.crypto;

import java.io.ByteArrayOutputStream;

/** An RSA key of PKCS#1 (RFC 8017 §A.1.2), which the JDK cannot read as it is. */
final class Pkcs1 {

    /** Version 0, and the algorithm rsaEncryption with its null parameter (RFC 8017 §A.1). */
    private static final int[] VERSION_AND_ALGORITHM = {
        0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private Pkcs1() {}

    /** The same key as PKCS#8 (RFC 5958 §2). */
    static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int octet : VERSION_AND_ALGORITHM) {
            content.write(octet);
        }
        appendDer(OCTET_STRING, pkcs1, content);
        ByteArrayOutputStream pkcs8 = new ByteArrayOutputStream();
        appendDer(SEQUENCE, content.toByteArray(), pkcs8);
        return pkcs8.toByteArray();
    }

    private static void appendDer(int tag, byte[] content, ByteArrayOutputStream out) {
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(content.length >>> (8 * i));
            }
        }
        out.write(content, 0, content.length);
    }
}
