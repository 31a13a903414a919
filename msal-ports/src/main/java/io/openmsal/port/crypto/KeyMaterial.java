package io.openmsal.port.crypto;

import io.openmsal.port.Secret;
import java.security.KeyStore;
import java.util.Arrays;
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

    /**
     * A PFX (PKCS#12, RFC 7292) file: a private key and a certificate, with its issuers if they are in it. Immutable, and its
     * text tells nothing of the content.
     */
    final class Pkcs12 implements KeyMaterial {

        private final byte[] content;
        private final Secret passphrase;
        private final Optional<String> alias;

        /**
         * Takes the file as it was read.
         *
         * @param content the bytes of the file; copied
         * @param passphrase what decrypts it; an empty one when it has none
         * @param alias which key, or empty when there is only one
         */
        public Pkcs12(byte[] content, Secret passphrase, Optional<String> alias) {
            this.content = content.clone();
            this.passphrase = Objects.requireNonNull(passphrase, "passphrase");
            this.alias = Objects.requireNonNull(alias, "alias");
        }

        /**
         * The bytes of the file.
         *
         * @return a copy
         */
        public byte[] content() {
            return content.clone();
        }

        /**
         * What decrypts it.
         *
         * @return the passphrase, empty when the file has none
         */
        public Secret passphrase() {
            return passphrase;
        }

        /**
         * Which key.
         *
         * @return its alias, or empty when there is only one
         */
        public Optional<String> alias() {
            return alias;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pkcs12 that
                    && Arrays.equals(content, that.content)
                    && passphrase.equals(that.passphrase)
                    && alias.equals(that.alias);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(content), alias);
        }

        /** How long the file is and which key of it is meant. */
        @Override
        public String toString() {
            return "PFX of " + content.length + " bytes"
                    + alias.map(name -> ", key " + name).orElse("");
        }
    }

    /**
     * An entry of a key store that somebody opened: a Java key store, a PKCS#11 module, the key store of Windows. Its key may
     * be one that never leaves that store.
     *
     * @param store the opened store; its key is read once, when this material is opened
     * @param alias which key, or empty when there is only one
     * @param keyPassword what protects the key, or empty when the store asks for none
     */
    record InKeyStore(KeyStore store, Optional<String> alias, Optional<Secret> keyPassword) implements KeyMaterial {

        /** Checks that nothing is missing. */
        public InKeyStore {
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(alias, "alias");
            Objects.requireNonNull(keyPassword, "keyPassword");
        }
    }
}
