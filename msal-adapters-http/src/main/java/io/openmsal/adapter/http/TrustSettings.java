package io.openmsal.adapter.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates a transport believes. A PEM text or a key store <em>adds</em> certificate authorities to those of the
 * platform, as a proxy that inspects TLS or a private CA needs it; who wants to believe fewer, or show a client certificate,
 * gives an {@link SSLContext}. So does who adds authorities to a JVM with a client certificate ({@code javax.net.ssl.keyStore}), which is shown
 * with {@link #platform()} alone. Host names are verified in every case. Immutable; safe for many threads as far as what was
 * given is.
 */
public sealed interface TrustSettings permits PlatformTrust, AddedTrust, GivenTrust {

    /**
     * What the platform believes: {@link SSLContext#getDefault()}, system properties included. A client that shows a certificate
     * of the application's needs a context of its own, which believes the JVM's trust store and not what was given to
     * {@link SSLContext#setDefault}.
     *
     * @return the settings
     */
    static TrustSettings platform() {
        return new PlatformTrust();
    }

    /**
     * The platform's roots and those in a PEM text (RFC 7468).
     *
     * @param certificates one or more {@code CERTIFICATE} blocks; they may be indented, and what is between them is ignored,
     *     parameters of keys, revocation lists, requests and public keys too
     * @return the settings
     * @throws IllegalArgumentException when the text holds no certificate, one that cannot be read, or a private key
     */
    static TrustSettings pem(String certificates) {
        Objects.requireNonNull(certificates, "certificates");
        return new AddedTrust(List.copyOf(PemCertificates.in(certificates)));
    }

    /**
     * The platform's roots and the certificates of a key store. Keys in it are not used.
     *
     * @param store a loaded key store; read now, later changes are not seen
     * @return the settings
     * @throws IllegalArgumentException when the store is not loaded or holds no certificate
     */
    static TrustSettings keyStore(KeyStore store) {
        List<Certificate> found = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
        } catch (KeyStoreException unloaded) {
            throw new IllegalArgumentException("The key store for extra trust must be loaded first", unloaded);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("The key store for extra trust holds no certificate");
        }
        return new AddedTrust(List.copyOf(found));
    }

    /**
     * Exactly what the caller's context believes and presents. Host names are verified besides, also where its trust manager
     * does not look at them.
     *
     * @param context an initialised context
     * @return the settings
     */
    static TrustSettings sslContext(SSLContext context) {
        return new GivenTrust(Objects.requireNonNull(context, "context"));
    }

    /**
     * Whether a server is believed because of what was added here to the platform's roots.
     *
     * @param shown the certificates the server showed, its own first
     * @return true when they lead to a certificate that was added; false also when nobody can tell
     */
    default boolean addsTrustIn(List<X509Certificate> shown) {
        return false;
    }

    /**
     * The TLS context that carries this trust. Reading the platform's roots takes time, so transports ask at their first
     * request.
     *
     * @return an initialised context
     * @throws GeneralSecurityException when the platform cannot build it
     */
    default SSLContext toSslContext() throws GeneralSecurityException {
        return toSslContext(null);
    }

    /**
     * The same for a client that shows a certificate.
     *
     * @param keys what the client proves itself with, or null for none
     * @return an initialised context
     * @throws GeneralSecurityException when the platform cannot build it, or this trust takes no keys
     */
    SSLContext toSslContext(KeyManager @Nullable [] keys) throws GeneralSecurityException;
}
