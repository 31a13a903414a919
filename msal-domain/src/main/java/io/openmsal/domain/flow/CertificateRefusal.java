package io.openmsal.domain.flow;

import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.port.http.HandshakeEndedException;

/** The ways in which a server does not take the certificate that it was shown: in words, or by ending the handshake. */
final class CertificateRefusal {

    private CertificateRefusal() {}

    static boolean isIn(MsalException failure) {
        if (failure instanceof MsalServiceException) {
            return failure.errorCode().equals("invalid_client");
        }
        return failure instanceof MsalTransportException && endedTheHandshake(failure);
    }

    private static boolean endedTheHandshake(MsalException failure) {
        for (Throwable each = failure.getCause(); each != null; each = each.getCause()) {
            if (each instanceof HandshakeEndedException) {
                return true;
            }
        }
        return false;
    }
}
