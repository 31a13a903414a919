package io.openmsal.adapter.crypto;

import static io.openmsal.adapter.crypto.PrivateKeyText.refused;

import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The certificates in a PEM text, in its order. */
final class CertificateText {

    private static final String EXPECTED = "a certificate in PEM (-----BEGIN CERTIFICATE-----)";

    private CertificateText() {}

    static List<X509Certificate> open(String text) throws UnusableKeyMaterialException {
        List<PemBlock> blocks = PemBlock.allOf(text);
        if (blocks.isEmpty()) {
            throw UnmarkedText.of(text).whereExpected(EXPECTED);
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (block.isCertificate()) {
                chain.add(certificate(block.der()));
            }
        }
        if (chain.isEmpty()) {
            boolean key = blocks.stream().anyMatch(PemBlock::isPrivateKey);
            throw refused(
                    EXPECTED,
                    key ? "a private key" : "a PEM block " + blocks.get(0).label(),
                    "Pass the certificate's file here and the key's as private key.");
        }
        return chain;
    }

    private static X509Certificate certificate(byte[] der) throws UnusableKeyMaterialException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException damaged) {
            // the report may quote what it could not read, and that may be a key with a wrong label
            throw refused(
                    EXPECTED, "a PEM block CERTIFICATE whose content is not one", "Pass the file as it was issued.");
        }
    }
}
