package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.util.Base64;

/** A text without any PEM block: what people pass instead, told by its first characters. */
enum UnmarkedText {
    EMPTY("nothing", "Check the name of the file or variable it was read from."),
    PFX(
            "a PFX (PKCS#12) file in base64",
            "Pass the file to ClientCredentials.pfxCertificate(...), or convert it to PEM: openssl pkcs12 -in file.pfx -out file.pem -noenc"),
    DER("DER in base64 without its BEGIN and END lines", "Pass the PEM file as it was issued, with those lines."),
    BINARY(
            "binary data, such as a PFX or DER file read as text",
            "Pass a PFX file to ClientCredentials.pfxCertificate(...), or convert it to PEM: openssl pkcs12 -in file.pfx -out file.pem -noenc"),
    FILE_NAME("what looks like the name of a file", "Read the file and pass its text."),
    OTHER("a text without any PEM block", "Pass the text of a PEM file, from -----BEGIN to the end.");

    private final String found;
    private final String nextStep;

    UnmarkedText(String found, String nextStep) {
        this.found = found;
        this.nextStep = nextStep;
    }

    static UnmarkedText of(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            return EMPTY;
        }
        if (trimmed.chars().anyMatch(c -> c == 0xfffd || (c < ' ' && c != '\n' && c != '\r' && c != '\t'))) {
            return BINARY;
        }
        if (trimmed.startsWith("MII")) {
            return isPfx(trimmed) ? PFX : DER;
        }
        if (trimmed.length() < 500 && trimmed.matches(".*\\.(pem|key|crt|cer|pfx|p12|der)")) {
            return FILE_NAME;
        }
        return OTHER;
    }

    /** A PFX begins with a sequence, two bytes of length, and the version 3 (RFC 7292 §4). */
    private static boolean isPfx(String base64) {
        if (base64.length() < 12) {
            return false;
        }
        try {
            byte[] start = Base64.getDecoder().decode(base64.substring(0, 12));
            return start[4] == 2 && start[5] == 1 && start[6] == 3;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    UnusableKeyMaterialException whereExpected(String expected) {
        return new UnusableKeyMaterialException("Expected " + expected + ", found " + found + ". " + nextStep, null);
    }
}
