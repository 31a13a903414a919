package io.openmsal.domain.flow;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTransportException;
import java.net.ConnectException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a server does not take the certificate that it was shown: in words, by ending the handshake, or by resetting the
 * connection, as Windows does. With TLS 1.3 the latter two happen when the answer is read. That the server's own certificate is not
 * trusted here is none of them: another one of ours would not help.
 */
final class CertificateRefusal {

    private CertificateRefusal() {}

    static boolean isIn(MsalException failure) {
        return (failure instanceof MsalServiceException && failure.errorCode().equals("invalid_client"))
                || (failure instanceof MsalTransportException && brokeInTheHandshake(failure.getCause()));
    }

    private static boolean brokeInTheHandshake(@Nullable Throwable cause) {
        boolean broke = false;
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof CertificateException
                    || each instanceof SSLPeerUnverifiedException
                    || each instanceof ConnectException) {
                return false;
            }
            broke |= each instanceof SSLException || each instanceof SocketException;
        }
        return broke;
    }
}
