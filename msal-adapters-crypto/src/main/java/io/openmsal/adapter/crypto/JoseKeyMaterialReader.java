package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.KeyMaterial;
import io.openmsal.port.crypto.KeyMaterialReader;
import io.openmsal.port.crypto.UnusableKeyMaterialException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens RSA keys of 2048 bits or more. As PEM text: PKCS#8 (RFC 5958), encrypted PKCS#8 (PBES1 and PBES2, RFC 8018, as far as
 * the installed security providers know them) and PKCS#1 (RFC 8017). As a PFX file (PKCS#12, RFC 7292). In a key store of any
 * security provider, also when the key never leaves it: such a key signs with the provider of its store.
 *
 * <p>What cannot be used is refused here, before any request, in words that say what it is instead; among that a certificate
 * of another key and one that is not valid at the time of the clock. A passphrase for a key that is not encrypted is not an
 * error, so that one configuration serves both. Holds nothing but its clock; safe for many threads.
 */
public final class JoseKeyMaterialReader implements KeyMaterialReader {

    private final Clock clock;

    /**
     * Makes a reader.
     *
     * @param clock tells whether a certificate is valid now
     */
    public JoseKeyMaterialReader(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public AssertionSigner open(KeyMaterial material) throws UnusableKeyMaterialException {
        Objects.requireNonNull(material, "material");
        if (material instanceof KeyMaterial.Pkcs12 pfx) {
            KeyStore store = PfxFile.open(pfx.content(), pfx.passphrase());
            return signer(KeyStoreEntry.read(store, pfx.alias(), Optional.of(pfx.passphrase())));
        }
        if (material instanceof KeyMaterial.InKeyStore in) {
            return signer(KeyStoreEntry.read(in.store(), in.alias(), in.keyPassword()));
        }
        KeyMaterial.Pem pem = (KeyMaterial.Pem) material;
        RSAPrivateKey key = PrivateKeyText.open(pem.privateKey(), pem.passphrase());
        List<X509Certificate> chain = CertificateText.open(pem.certificates());
        CertificateOfKey.check(chain, key, clock.instant());
        return new JoseAssertionSigner(key, chain);
    }

    private AssertionSigner signer(KeyStoreEntry entry) throws UnusableKeyMaterialException {
        CertificateOfKey.check(entry.chain(), entry.key(), clock.instant());
        return entry.isHandle()
                ? new JoseAssertionSigner(entry.key(), entry.chain(), entry.provider())
                : new JoseAssertionSigner(entry.key(), entry.chain());
    }
}
