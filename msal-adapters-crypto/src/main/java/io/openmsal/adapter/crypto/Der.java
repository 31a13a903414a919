package io.openmsal.adapter.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The few elements of DER (X.690 §10) that the JDK reads and does not write. */
final class Der {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONSTRUCTED_CONTEXT = 0xa0;

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return element(SEQUENCE, joined(elements));
    }

    /** A set of one, so that there is no order to keep to. */
    static byte[] setOf(byte[] element) {
        return element(SET, element);
    }

    /** Implicitly tagged: the content stands in for the element of that type (X.690 §8.14). */
    static byte[] implicit(int number, byte[]... elements) {
        return element(CONSTRUCTED_CONTEXT | number, joined(elements));
    }

    static byte[] integer(long value) {
        return element(INTEGER, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] nothing() {
        return element(NULL, new byte[0]);
    }

    static byte[] octets(byte[] content) {
        return element(OCTET_STRING, content);
    }

    /** Whole bytes: no bit of the last one is unused. */
    static byte[] bits(byte[] content) {
        return element(BIT_STRING, joined(new byte[1], content));
    }

    static byte[] text(String text) {
        return element(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first two numbers share a byte, all others have seven bits of each (X.690 §8.19). */
    static byte[] objectIdentifier(String dotted) {
        String[] numbers = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        appendBase128(Long.parseLong(numbers[0]) * 40 + Long.parseLong(numbers[1]), content);
        for (int i = 2; i < numbers.length; i++) {
            appendBase128(Long.parseLong(numbers[i]), content);
        }
        return element(OBJECT_IDENTIFIER, content.toByteArray());
    }

    private static void appendBase128(long number, ByteArrayOutputStream out) {
        int groups = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 6) / 7);
        for (int i = groups - 1; i >= 0; i--) {
            int more = i > 0 ? 0x80 : 0;
            out.write(more | (int) (number >>> (7 * i) & 0x7f));
        }
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
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
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part, 0, part.length);
        }
        return all.toByteArray();
    }
}
