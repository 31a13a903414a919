package io.openmsal.adapter.crypto;

import io.openmsal.port.crypto.AssertionSigner;
import io.openmsal.port.crypto.SignatureAlgorithm;
import io.openmsal.port.crypto.TlsIdentity;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;

/**
 * {@link AssertionSigner} on jose4j with a private key of the JDK's kind: held in memory, or a handle to one in a PKCS#11
 * module, a hardware module or the Windows key store. The key is used, never exported.
 *
 * <p>Safe for many threads when the key's provider is. Signing waits for that provider and for nothing else.
 */
public final class JoseAssertionSigner implements AssertionSigner {

    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final ProviderContext providers;

    /**
     * Signs with whichever installed security provider accepts the key.
     *
     * @param key an RSA key of 2048 bits or more
     * @param chain its certificate, followed by those that issued it as far as they are known; copied
     * @throws IllegalArgumentException when the chain is empty
     */
    public JoseAssertionSigner(PrivateKey key, List<X509Certificate> chain) {
        this(key, chain, new ProviderContext());
    }

    /**
     * Signs with one security provider and no other.
     *
     * @param key an RSA key of 2048 bits or more
     * @param chain its certificate, followed by those that issued it as far as they are known; copied
     * @param provider the name of an installed provider, such as {@code SunPKCS11-token}
     * @throws IllegalArgumentException when the chain is empty
     */
    public JoseAssertionSigner(PrivateKey key, List<X509Certificate> chain, String provider) {
        this(key, chain, ProvidersOfKeys.only(Objects.requireNonNull(provider, "provider")));
    }

    private JoseAssertionSigner(PrivateKey key, List<X509Certificate> chain, ProviderContext providers) {
        this.key = Objects.requireNonNull(key, "key");
        this.chain = Collections.unmodifiableList(new ArrayList<>(chain));
        this.providers = providers;
        if (this.chain.isEmpty()) {
            throw new IllegalArgumentException(
                    "The certificate chain is empty: pass at least the certificate of the key");
        }
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] content) throws GeneralSecurityException {
        try {
            JsonWebSignatureAlgorithm signature = AlgorithmFactoryFactory.getInstance()
                    .getJwsAlgorithmFactory()
                    .getAlgorithm(algorithm.name());
            signature.validateSigningKey(key);
            ProviderContext provider = algorithm == SignatureAlgorithm.PS256 ? providerForPss(signature) : providers;
            return signature.sign(signature.prepareForSign(key, provider), content);
        } catch (JoseException | ProviderException refused) {
            throw refusal(
                    "The key did not sign with " + algorithm + ": " + refused.getMessage()
                            + ". Check that its security provider is installed and offers this algorithm.",
                    refused);
        }
    }

    private ProviderContext providerForPss(JsonWebSignatureAlgorithm signature) {
        boolean isNamed = providers.getSuppliedKeyProviderContext().getSignatureProvider() != null;
        return isNamed ? providers : ProvidersOfKeys.forPss(key, signature);
    }

    private static GeneralSecurityException refusal(String message, Exception refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchAlgorithmException || cause instanceof InvalidAlgorithmParameterException) {
                return new NoSuchAlgorithmException(message, refused);
            }
            if (cause instanceof InvalidKeyException) {
                return new InvalidKeyException(message, refused);
            }
        }
        return new SignatureException(message, refused);
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return chain;
    }

    @Override
    public Optional<TlsIdentity> tlsIdentity() {
        return Optional.of(new TlsIdentity(key, chain));
    }

    /** The kind of key and the length of the chain. */
    @Override
    public String toString() {
        return key.getAlgorithm() + " key with " + chain.size() + " certificate" + (chain.size() == 1 ? "" : "s");
    }
}
