package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The file of one program: as {@link ChecksummedForm} writes it. A JSON document that another program left there is read, too, since nothing of the former
 * begins as such a document does; whether that is whole, whoever parses it finds out.
 */
final class OwnFileForm implements StoredForm {

    private static final int MOST_BEFORE_A_BRACE = 64;
    private static final Pattern BARE = Pattern.compile("\\uFEFF?[ \\t\\r\\n]*\\{");

    private final ChecksummedForm checksummed;

    OwnFileForm(String partition) {
        this.checksummed = new ChecksummedForm(partition);
    }

    @Override
    public byte[] wrap(byte[] content) {
        return checksummed.wrap(content);
    }

    @Override
    public byte[] unwrap(byte[] stored) throws IOException {
        return isBareDocument(stored) ? stored.clone() : checksummed.unwrap(stored);
    }

    @Override
    public boolean isCurrent(byte[] stored) {
        return checksummed.isCurrent(stored);
    }

    /** A brace, after white space and a byte order mark, which some editors put there. */
    private static boolean isBareDocument(byte[] stored) {
        String beginning = new String(stored, 0, Math.min(stored.length, MOST_BEFORE_A_BRACE), StandardCharsets.UTF_8);
        return BARE.matcher(beginning).lookingAt();
    }
}
