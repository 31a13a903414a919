package io.openmsal.port.crypto;

import io.openmsal.port.Secret;
import java.util.Objects;
import java.util.Optional;

/** Where a private key and its certificate come from, as the caller holds them. A {@link KeyMaterialReader} opens it. */
public sealed interface KeyMaterial {

    /**
     * A private key and a certificate, with its issuers if wanted, as PEM text (RFC 7468).
     *
     * @param privateKey the text with one private key block: PKCS#8, encrypted PKCS#8 or PKCS#1
     * @param certificates the text with one or more certificate blocks, the key's own certificate first; may be the same text
     * @param passphrase what decrypts the key, or empty when it is not encrypted
     */
    record Pem(Secret privateKey, String certificates, Optional<Secret> passphrase) implements KeyMaterial {

        /** Checks that nothing is missing. */
        public Pem {
            Objects.requireNonNull(privateKey, "privateKey");
            Objects.requireNonNull(certificates, "certificates");
            Objects.requireNonNull(passphrase, "passphrase");
        }
    }
}
