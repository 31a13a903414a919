package io.openmsal.port.http;

/**
 * Makes transports that believe one certificate and no other. For hosts whose certificate nobody signed and whose thumbprint
 * is known beforehand, such as Azure Service Fabric. Safe for many threads.
 */
@FunctionalInterface
public interface PinnedTransports {

    /**
     * A transport that speaks to the holder of one certificate.
     *
     * @param sha1Thumbprint the SHA-1 of the whole certificate, as 40 lower-case hex digits
     * @return a transport that sends no byte of a request before the server has shown this certificate and proved that it holds
     *     the key; certificate authorities, host name and validity are not looked at, and no proxy is used
     */
    HttpTransport trusting(String sha1Thumbprint);
}
