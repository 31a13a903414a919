package io.openmsal.adapter.http;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes one certificate. An extended trust manager, because the JDK would otherwise check host name and algorithms on its
 * own account, which a self-signed certificate of a cluster does not pass.
 */
final class PinnedTrust extends X509ExtendedTrustManager {

    private final byte[] thumbprint;

    PinnedTrust(String sha1) {
        this.thumbprint = new byte[sha1.length() / 2];
        for (int i = 0; i < thumbprint.length; i++) {
            thumbprint[i] =
                    (byte) Integer.parseInt(sha1.substring(2 * i, 2 * i + 2).toLowerCase(Locale.ROOT), 16);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || !MessageDigest.isEqual(thumbprint, sha1(chain[0]))) {
            throw new CertificateException(
                    "The server showed another certificate than the one with the thumbprint expected");
        }
    }

    private static byte[] sha1(X509Certificate certificate) throws CertificateException {
        try {
            return MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException unavailable) {
            throw new CertificateException("SHA-1 is not available to compute a thumbprint", unavailable);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Clients are not checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("Clients are not checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Clients are not checked here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
