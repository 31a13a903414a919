package io.openmsal.adapter.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The platform's roots and some more. They are put into one store for one ordinary trust manager, rather than asking two trust
 * managers in turn: the platform's own checks, host names and disabled algorithms included, then apply to both alike.
 */
record AddedTrust(List<Certificate> added) implements TrustSettings {

    @Override
    public SSLContext toSslContext(KeyManager @Nullable [] keys) throws GeneralSecurityException {
        List<Certificate> roots = new ArrayList<>(added);
        for (TrustManager manager : trustManagers(null)) {
            if (manager instanceof X509TrustManager platform) {
                roots.addAll(Arrays.asList(platform.getAcceptedIssuers()));
            }
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trustManagers(storeOf(roots)), null);
        return context;
    }

    @Override
    public boolean addsTrustIn(List<X509Certificate> shown) {
        try {
            for (TrustManager manager : trustManagers(storeOf(added))) {
                if (manager instanceof X509TrustManager alone) {
                    // the name of a key exchange that asks nothing particular of the certificate, as with TLS 1.3
                    alone.checkServerTrusted(shown.toArray(new X509Certificate[0]), "UNKNOWN");
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException | IllegalArgumentException otherwise) {
            return false;
        }
    }

    private static TrustManager[] trustManagers(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory.getTrustManagers();
    }

    private static KeyStore storeOf(List<Certificate> roots) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new KeyStoreException("An empty key store could not be made", impossible);
        }
        for (int i = 0; i < roots.size(); i++) {
            store.setCertificateEntry("root-" + i, roots.get(i));
        }
        return store;
    }

    @Override
    public String toString() {
        return "the platform's roots and " + added.size() + " more";
    }
}
