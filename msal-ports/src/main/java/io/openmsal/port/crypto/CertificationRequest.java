package io.openmsal.port.crypto;

import java.util.Objects;

/**
 * What a certification request says besides its key (PKCS#10, RFC 2986 §4.1). Immutable.
 *
 * @param commonName the {@code CN} of the subject, any text
 * @param domainComponent the {@code DC} of the subject, ASCII
 * @param attributeOid the type of the one attribute, an object identifier in dotted form
 * @param attributeText its one value, a {@code UTF8String}
 */
public record CertificationRequest(
        String commonName, String domainComponent, String attributeOid, String attributeText) {

    /** Checks that nothing is missing. */
    public CertificationRequest {
        Objects.requireNonNull(commonName, "commonName");
        Objects.requireNonNull(domainComponent, "domainComponent");
        Objects.requireNonNull(attributeOid, "attributeOid");
        Objects.requireNonNull(attributeText, "attributeText");
    }
}
