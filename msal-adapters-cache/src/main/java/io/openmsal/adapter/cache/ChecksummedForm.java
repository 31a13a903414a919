package io.openmsal.adapter.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content after one line of ASCII: {@code openmsal-tokens}, the format 1 and the SHA-256 of the content in hexadecimal
 * digits. Any other length, and any changed bit, is known.
 */
final class ChecksummedForm implements StoredForm {

    private static final String NAME = "openmsal-tokens";
    private static final Pattern HEADER = Pattern.compile(NAME + " ([0-9]{1,9}) ([0-9a-f]{64})\n");
    private static final String FORMAT = "1";
    private static final int HEADER_BYTES = header("0".repeat(64)).length();

    @Override
    public byte[] wrap(byte[] content) {
        byte[] header = header(ContentVersion.of(content)).getBytes(StandardCharsets.US_ASCII);
        byte[] stored = Arrays.copyOf(header, header.length + content.length);
        System.arraycopy(content, 0, stored, header.length, content.length);
        return stored;
    }

    @Override
    public byte[] unwrap(byte[] stored) throws UnreadableContentException {
        int end = Math.min(stored.length, HEADER_BYTES);
        Matcher header = HEADER.matcher(new String(stored, 0, end, StandardCharsets.ISO_8859_1));
        if (!header.matches()) {
            throw new UnreadableContentException("it does not begin as every file of this store does", null);
        }
        if (!header.group(1).equals(FORMAT)) {
            throw new UnreadableContentException(
                    "it has the format " + header.group(1) + ", and this version of the library knows " + FORMAT, null);
        }
        byte[] content = Arrays.copyOfRange(stored, end, stored.length);
        if (!header(ContentVersion.of(content)).equals(header.group())) {
            throw new UnreadableContentException("its checksum is another one", null);
        }
        return content;
    }

    private static String header(String digest) {
        return NAME + ' ' + FORMAT + ' ' + digest + '\n';
    }
}
