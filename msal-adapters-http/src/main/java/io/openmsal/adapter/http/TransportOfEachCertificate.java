package io.openmsal.adapter.http;

import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the transports of the certificates used last, so that a renewed certificate costs one more TLS context and an endless row of
 * them costs no memory. The same certificate with another row of issuers is another one: that row is what a server may need to
 * believe it. A certificate whose key was opened anew, as after a lost session of a token, gets another transport; the one before
 * has no connection to close.
 */
final class TransportOfEachCertificate implements MutualTlsTransports {

    private static final int KEPT = 16;

    private final MutualTlsTransports makes;
    private final Map<List<X509Certificate>, Kept> transports = new LinkedHashMap<>(KEPT, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<X509Certificate>, Kept> eldest) {
            return size() > KEPT;
        }
    };

    /** @param makes the transport of a certificate that is not known here */
    TransportOfEachCertificate(MutualTlsTransports makes) {
        this.makes = makes;
    }

    @Override
    public HttpTransport presenting(TlsIdentity identity) throws GeneralSecurityException {
        synchronized (transports) {
            Kept known = transports.get(identity.chain());
            if (known == null || !known.uses(identity.key())) {
                known = new Kept(identity.key(), makes.presenting(identity));
                transports.put(identity.chain(), known);
            }
            return known.transport();
        }
    }

    private record Kept(PrivateKey key, HttpTransport transport) {

        /** A key of this process may have been read again. Of two handles of one key, which have no format, one may be dead. */
        boolean uses(PrivateKey other) {
            return key == other || (key.getFormat() != null && key.equals(other));
        }
    }
}
