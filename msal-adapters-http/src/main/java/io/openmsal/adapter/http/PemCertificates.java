package io.openmsal.adapter.http;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a PEM text (RFC 7468). Each block is found here and read alone: the JDK skips without a word what does not begin
 * at the very start of a line, such as a block that is indented or follows a byte order mark. Blocks that hold no certificate, such as
 * the parameters of a curve, are passed over.
 */
final class PemCertificates {

    // files that were put together may lack the last line's end, and each may begin with a byte order mark
    private static final String START = "(?:^|(?<=-----))[\\h\\uFEFF]*-----BEGIN ";
    private static final Pattern BEGUN = Pattern.compile(START + "(?:([^-\\v]+)-----)?", Pattern.MULTILINE);
    private static final Pattern WHOLE =
            Pattern.compile(START + "([^-\\v]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----", Pattern.MULTILINE);

    /** OpenSSL writes it behind the certificate, in the same block. */
    private static final String WITH_WHAT_IT_IS_TRUSTED_FOR = "TRUSTED CERTIFICATE";

    /** Parameters of a key, lists of what was revoked, requests, and keys. */
    private static final Pattern WITHOUT_A_CERTIFICATE = Pattern.compile(".*(PARAMETERS|CRL|REQUEST|PUBLIC KEY)");

    private PemCertificates() {}

    /**
     * Reads a text.
     *
     * @param text blocks of certificates, and anything between them
     * @return all of them, in order
     * @throws IllegalArgumentException when there is none, or one cannot be read
     */
    static List<Certificate> in(String text) {
        requireNoPrivateKey(text);
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

    /** A file with a key in it says who somebody is, and not whom to believe. */
    private static void requireNoPrivateKey(String text) {
        for (Matcher block = BEGUN.matcher(text); block.find(); ) {
            String label = block.group(1);
            if (label != null && label.endsWith("PRIVATE KEY")) {
                throw new IllegalArgumentException(
                        "The PEM text for extra trust holds a block " + label
                                + ". Give the authority's certificates alone; a certificate to be shown with its key is a credential");
            }
        }
    }

    /** Whatever may hold a certificate has to: none is lost without a word. */
    private static Collection<? extends Certificate> read(String label, String base64) {
        if (WITHOUT_A_CERTIFICATE.matcher(label).matches()) {
            return Collections.emptyList();
        }
        boolean saysForWhat = label.equals(WITH_WHAT_IT_IS_TRUSTED_FOR);
        try {
            ByteArrayInputStream in =
                    new ByteArrayInputStream(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Collection<? extends Certificate> found = saysForWhat
                    ? Collections.singleton(factory.generateCertificate(in))
                    : factory.generateCertificates(in);
            if (!found.isEmpty() && !(saysForWhat && isForSomeUsesAlone(in.readAllBytes()))) {
                return found;
            }
        } catch (CertificateException | IllegalArgumentException unreadable) {
            throw refused("a certificate that cannot be read", unreadable);
        }
        throw saysForWhat
                ? refused(
                        "a " + label
                                + " of which OpenSSL says what it is trusted for, or not to be trusted. If it is to be believed"
                                + " here, convert it: openssl x509 -in a.pem -out b.pem",
                        null)
                : refused("a certificate that cannot be read", null);
    }

    /** An empty sequence says nothing. */
    private static boolean isForSomeUsesAlone(byte[] said) {
        return said.length > 0 && !Arrays.equals(said, new byte[] {0x30, 0});
    }

    private static IllegalArgumentException refused(String what, @Nullable Exception cause) {
        return new IllegalArgumentException("The PEM text for extra trust holds " + what, cause);
    }
}
