package io.openmsal.cli;

import io.openmsal.domain.failure.MsalConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** What a file with a key is by its first bytes, whatever it is called, so that the wrong option leads to the right one. */
enum KeyFileKind {
    PEM("PEM text", "Name it with --certificate or --key."),
    PKCS12("a PFX (PKCS#12) or another binary file", "Name a PFX file with --pfx."),
    JAVA_KEY_STORE("a Java key store", "Name it with --key-store."),
    OTHER("a file of another kind", "");

    private static final int JKS = 0xfeedfeed;
    private static final int JCEKS = 0xcececece;

    private final String words;
    private final String nextStep;

    KeyFileKind(String words, String nextStep) {
        this.words = words;
        this.nextStep = nextStep;
    }

    private static KeyFileKind of(byte[] content) {
        if (new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")) {
            return PEM;
        }
        int magic = firstFour(content);
        if (magic == JKS || magic == JCEKS) {
            return JAVA_KEY_STORE;
        }
        // a sequence with its length in two bytes or more, as DER of that size begins (RFC 7292 §4)
        return magic >>> 16 == 0x3082 || magic >>> 16 == 0x3083 || magic >>> 16 == 0x3080 ? PKCS12 : OTHER;
    }

    private static int firstFour(byte[] content) {
        int magic = 0;
        for (int i = 0; i < 4; i++) {
            magic = magic << 8 | (i < content.length ? content[i] & 0xff : 0);
        }
        return magic;
    }

    /** The content of a file, read once, as a pipe can be; refused when it is of none of these kinds. */
    static byte[] contentOf(Path file, String option, KeyFileKind... expected) {
        byte[] content = TextFile.bytes(file, option);
        KeyFileKind kind = of(content);
        if (!Arrays.asList(expected).contains(kind)) {
            throw new MsalConfigurationException(
                    "invalid_client_certificate",
                    "The file " + FileName.of(file) + " of " + option + " is " + kind.words + ". " + kind.nextStep);
        }
        return content;
    }
}
