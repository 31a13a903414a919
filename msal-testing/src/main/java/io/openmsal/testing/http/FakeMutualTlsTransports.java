package io.openmsal.testing.http;

import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@link MutualTlsTransports} without TLS: every request goes to one transport, and who was to be shown is remembered. Safe for
 * many threads.
 */
public final class FakeMutualTlsTransports implements MutualTlsTransports {

    private final HttpTransport transport;
    private final List<TlsIdentity> presented = new CopyOnWriteArrayList<>();

    /**
     * Makes the fake.
     *
     * @param transport what answers, whatever certificate is shown
     */
    public FakeMutualTlsTransports(HttpTransport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public HttpTransport presenting(TlsIdentity identity) {
        return request -> {
            presented.add(identity);
            return transport.send(request);
        };
    }

    /**
     * What was shown.
     *
     * @return one identity for each request, oldest first; a copy
     */
    public List<TlsIdentity> presented() {
        return List.copyOf(presented);
    }
}
