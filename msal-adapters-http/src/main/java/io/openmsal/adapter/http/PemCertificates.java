package io.openmsal.adapter.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates of a PEM text (RFC 7468). Each block is found here and read alone: the JDK skips without a word what does not begin
 * at the very start of a line, such as a block that is indented or follows a byte order mark.
 */
final class PemCertificates {

    // files that were put together may lack the last line's end, and each may begin with a byte order mark
    private static final String START = "(?:^|(?<=-----))[\\h\\uFEFF]*-----BEGIN ";
    private static final Pattern BEGUN = Pattern.compile(START, Pattern.MULTILINE);
    private static final Pattern WHOLE =
            Pattern.compile(START + "([^-\\v]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----", Pattern.MULTILINE);

    private PemCertificates() {}

    /**
     * Reads a text.
     *
     * @param text blocks of certificates, and anything between them
     * @return all of them, in order
     * @throws IllegalArgumentException when there is none, or one cannot be read
     */
    static List<Certificate> in(String text) {
        List<Certificate> found = new ArrayList<>();
        long whole = 0;
        for (Matcher block = WHOLE.matcher(text); block.find(); whole++) {
            found.addAll(read(block.group(1), block.group(2)));
        }
        long begun = BEGUN.matcher(text).results().count();
        if (begun != whole) {
            throw new IllegalArgumentException("The PEM text for extra trust begins " + begun + " blocks, of which "
                    + whole + " are whole. Each needs base64 and an -----END line of the same name");
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "The PEM text for extra trust holds no certificate; it needs -----BEGIN CERTIFICATE----- blocks");
        }
        return found;
    }

    private static List<Certificate> read(String label, String base64) {
        String block =
                "-----BEGIN " + label + "-----\n" + base64.replaceAll("\\s", "") + "\n-----END " + label + "-----\n";
        try {
            return List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(block.getBytes(StandardCharsets.US_ASCII))));
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException(
                    "The PEM text for extra trust holds a certificate that cannot be read", unreadable);
        }
    }
}
