package io.openmsal.adapter.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Puts TLS on the socket of one exchange, with the host name checked, and remembers it, so that it can be closed from outside while its
 * thread reads.
 *
 * <p>It serves one socket only. The JDK would send a request a second time after a broken connection, unasked, which a one-time
 * code must not be; it cannot without a second socket. The unconnected {@code createSocket()} is deliberately not offered: the
 * JDK then connects a plain socket first and hands it over, and a plain socket closes at once.
 */
final class TrackedSockets extends SSLSocketFactory implements HostnameVerifier {

    private final SSLSocketFactory delegate;
    private final HostNameCheck names;
    private final Object guard = new Object();
    private @Nullable Socket socket;
    private @Nullable SSLSocket secured;
    private boolean closed;
    private boolean ofAnotherHost;

    TrackedSockets(SSLSocketFactory delegate, HostNameCheck names) {
        this.delegate = delegate;
        this.names = names;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        synchronized (guard) {
            if (closed || socket != null) {
                connected.close();
                throw new SocketException("The connection was lost; the request is not sent a second time");
            }
            socket = connected;
        }
        Socket tls = delegate.createSocket(connected, host, port, autoClose);
        if (tls instanceof SSLSocket known) {
            names.prepare(known);
            synchronized (guard) {
                secured = known;
            }
        }
        return tls;
    }

    /** The JDK asks about a name that the certificate does not bear: this, and not the verifier that any library may set for the JVM. */
    @Override
    public boolean verify(String host, SSLSession session) {
        synchronized (guard) {
            ofAnotherHost = true;
        }
        return false;
    }

    /** The failure in the words for a certificate of another host, if it was that. */
    Exception told(Exception failure) {
        synchronized (guard) {
            if (!ofAnotherHost) {
                return failure;
            }
        }
        SSLPeerUnverifiedException told = new SSLPeerUnverifiedException("The certificate is not that of the host");
        told.initCause(failure);
        return told;
    }

    /**
     * Sets how long each read of what comes after the handshake may take.
     *
     * @param millis how long
     * @throws IOException when the socket is closed
     */
    void waitAtMost(int millis) throws IOException {
        Socket current;
        synchronized (guard) {
            current = secured;
        }
        if (current != null) {
            current.setSoTimeout(millis);
        }
    }

    /** Whether the connection was made, so that what fails from now on fails in TLS or after it. */
    boolean hasBegun() {
        synchronized (guard) {
            return socket != null;
        }
    }

    /** What the handshake came to; null before it, and when the platform's sockets are of another kind. */
    @Nullable
    SSLSession session() {
        SSLSocket current;
        synchronized (guard) {
            current = secured;
        }
        // a closed socket still knows the session it had
        return current == null ? null : current.getSession();
    }

    /** Closes the socket, and any that would come later. Says whether there was one. */
    boolean closeAll() {
        Socket current;
        synchronized (guard) {
            closed = true;
            current = socket;
        }
        if (current == null) {
            return false;
        }
        try {
            current.close();
        } catch (IOException alreadyBroken) {
            return true;
        }
        return true;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw unconnectedOnly();
    }

    private static IOException unconnectedOnly() {
        return new SocketException("Only a connected socket can be followed");
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return delegate.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return delegate.getSupportedCipherSuites();
    }
}
