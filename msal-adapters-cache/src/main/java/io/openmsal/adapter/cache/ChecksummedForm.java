package io.openmsal.adapter.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of one partition after one line of ASCII: {@code openmsal-tokens}, the format 2 and, in hexadecimal digits, the SHA-256 of the partition's name,
 * a line feed and the content. Any other length, any changed bit and the file of any other partition is known. In format 1, which is read
 * still, the name was not under the checksum.
 */
final class ChecksummedForm implements StoredForm {

    private static final String NAME = "openmsal-tokens";
    private static final Pattern HEADER = Pattern.compile(NAME + " ([0-9]{1,9}) ([0-9a-f]{64})\n");
    private static final String FORMAT = "2";
    private static final String WITHOUT_NAME = "1";
    private static final int HEADER_BYTES = header(FORMAT, "0".repeat(64)).length();

    private final byte[] name;

    ChecksummedForm(String partition) {
        this.name = (partition + '\n').getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] wrap(byte[] content) {
        byte[] header = header(FORMAT, digest(content)).getBytes(StandardCharsets.US_ASCII);
        return joined(header, content);
    }

    @Override
    public byte[] unwrap(byte[] stored) throws UnreadableContentException {
        int end = Math.min(stored.length, HEADER_BYTES);
        Matcher header = HEADER.matcher(new String(stored, 0, end, StandardCharsets.ISO_8859_1));
        if (!header.matches()) {
            throw new UnreadableContentException("it does not begin as every file of this store does", null);
        }
        byte[] content = Arrays.copyOfRange(stored, end, stored.length);
        if (!checksum(header.group(1), content).equals(header.group(2))) {
            throw new UnreadableContentException("its checksum is another one", null);
        }
        return content;
    }

    @Override
    public boolean isCurrent(byte[] stored) {
        return begins(stored, NAME + ' ' + FORMAT + ' ');
    }

    /** Whether this is meant to be of this form, whole or not. */
    boolean isLike(byte[] stored) {
        return begins(stored, NAME + ' ');
    }

    private static boolean begins(byte[] stored, String ascii) {
        byte[] beginning = ascii.getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(Arrays.copyOf(stored, beginning.length), beginning);
    }

    private String checksum(String format, byte[] content) throws UnreadableContentException {
        return switch (format) {
            case FORMAT -> digest(content);
            case WITHOUT_NAME -> ContentVersion.of(content);
            default ->
                throw new UnreadableContentException(
                        "it has the format " + format + ", and this version of the library knows " + FORMAT, null);
        };
    }

    private String digest(byte[] content) {
        return ContentVersion.of(joined(name, content));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String header(String format, String digest) {
        return NAME + ' ' + format + ' ' + digest + '\n';
    }
}
