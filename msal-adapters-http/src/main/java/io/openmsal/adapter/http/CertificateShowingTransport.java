package io.openmsal.adapter.http;

import io.openmsal.port.http.HandshakeEndedException;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says of a failure when it may be that the server did not take the client's certificate. */
final class CertificateShowingTransport implements HttpTransport {

    private final HttpTransport transport;

    CertificateShowingTransport(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        try {
            return transport.send(request);
        } catch (IOException failure) {
            throw mayBeOfTheCertificate(failure) ? told(failure) : failure;
        }
    }

    /** What never left stays what never left, so that it may be sent again. */
    private static IOException told(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        HandshakeEndedException ended = new HandshakeEndedException(message, failure);
        return failure instanceof RequestNotSentException ? new RequestNotSentException(message, ended) : ended;
    }

    /** Before the request a lost connection counts only within the handshake: without one nobody was shown anything. */
    private static boolean mayBeOfTheCertificate(IOException failure) {
        boolean sent = !(failure instanceof RequestNotSentException);
        boolean broke = false;
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof InterruptedIOException
                    || each instanceof CertificateException
                    || each instanceof SSLPeerUnverifiedException) {
                return false;
            }
            broke |= each instanceof SSLException || (sent && each instanceof SocketException);
        }
        return broke;
    }
}
