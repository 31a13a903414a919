package io.openmsal.adapter.cache;

import java.io.IOException;

/**
 * The file of one program: as {@link ChecksummedForm} writes it. A JSON document that another program left there is read, too, since nothing of the former
 * begins with a brace; whether that is whole, whoever parses it finds out.
 */
final class OwnFileForm implements StoredForm {

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

    private static boolean isBareDocument(byte[] stored) {
        return stored.length > 0 && stored[0] == '{';
    }
}
