package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Stands in for the Data Protection API: turns bytes round, and refuses what is somebody else's. */
final class ReversingProtection implements DataProtection {

    private static final byte[] THEIRS = "theirs".getBytes(StandardCharsets.UTF_8);

    /** The code with which it refuses everything; 0 for none. */
    int refusal;

    /** What is encrypted is never empty, also when there was nothing to encrypt. */
    @Override
    public byte[] protect(byte[] content) {
        byte[] turned = new byte[content.length + 1];
        for (int i = 0; i < content.length; i++) {
            turned[i] = content[content.length - 1 - i];
        }
        return turned;
    }

    @Override
    public byte[] unprotect(byte[] content) throws IOException {
        if (Arrays.equals(content, THEIRS)) {
            throw DataProtectionFailure.of(13, null);
        }
        if (refusal != 0) {
            throw DataProtectionFailure.of(refusal, null);
        }
        return Arrays.copyOf(protect(Arrays.copyOf(content, content.length - 1)), content.length - 1);
    }
}
