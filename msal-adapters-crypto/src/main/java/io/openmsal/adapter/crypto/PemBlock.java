package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One block of PEM text (RFC 7468), with the header lines of RFC 1421 that old OpenSSL wrote into encrypted ones. */
final class PemBlock {

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    private final String label;
    private final String body;

    private PemBlock(String label, String body) {
        this.label = label;
        this.body = body;
    }

    /** Every block of a text, in order. What stands between blocks is commentary (RFC 7468 §2). */
    static List<PemBlock> allOf(String text) throws UnusableKeyMaterialException {
        List<PemBlock> blocks = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelStart = begin + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, labelStart);
            String label = labelEnd < 0 ? "" : text.substring(labelStart, labelEnd);
            if (!label.matches("[A-Z0-9 ]{1,40}")) {
                throw new UnusableKeyMaterialException(
                        "Expected PEM text, found a line -----BEGIN that is not finished. Pass the whole file.", null);
            }
            int bodyStart = labelEnd + DASHES.length();
            int end = text.indexOf("-----END " + label + DASHES, bodyStart);
            if (end < 0) {
                throw new UnusableKeyMaterialException(
                        "Expected a PEM block " + label + " with a line -----END " + label
                                + "-----, found the text cut off before it. Pass the whole file.",
                        null);
            }
            blocks.add(new PemBlock(label, text.substring(bodyStart, end)));
            begin = text.indexOf(BEGIN, end);
        }
        return blocks;
    }

    String label() {
        return label;
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    /** Whether it is encrypted in the way of RFC 1421, by a passphrase run through MD5 once. */
    boolean hasLegacyEncryption() {
        return body.contains("Proc-Type:") && body.contains("ENCRYPTED");
    }

    /** The content in DER. */
    byte[] der() throws UnusableKeyMaterialException {
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            String nextStep = body.contains("\\n")
                    ? "It holds the two characters \\n where lines should end: replace them by line ends."
                    : "Pass the file as it was issued.";
            throw new UnusableKeyMaterialException(
                    "Expected base64 in the PEM block " + label + ", found something else. " + nextStep, null);
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
