package io.openmsal.adapter.http;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** When the JDK has the name of a host compared with the certificate that it shows. */
enum HostNameCheck {

    /** By the trust manager. The JDK relies on that, and asks nobody else. */
    IN_THE_HANDSHAKE("HTTPS"),

    /** By the JDK itself, before the request: a trust manager of the caller's may look at no names. */
    AFTER_THE_HANDSHAKE("");

    private final String algorithm;

    HostNameCheck(String algorithm) {
        this.algorithm = algorithm;
    }

    static HostNameCheck of(TrustSettings trust) {
        return trust instanceof GivenTrust ? AFTER_THE_HANDSHAKE : IN_THE_HANDSHAKE;
    }

    void prepare(SSLSocket tls) {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(algorithm);
        tls.setSSLParameters(parameters);
    }
}
