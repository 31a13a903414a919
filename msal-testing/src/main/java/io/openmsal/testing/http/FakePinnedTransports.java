package io.openmsal.testing.http;

import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.PinnedTransports;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@link PinnedTransports} without TLS: every request goes to one transport, and which certificate it was meant for is remembered. Safe for
 * many threads.
 */
public final class FakePinnedTransports implements PinnedTransports {

    private static final String THUMBPRINT = "[0-9a-f]{40}";

    private final HttpTransport transport;
    private final List<String> trusted = new CopyOnWriteArrayList<>();

    /**
     * Makes the fake.
     *
     * @param transport what answers, whatever certificate is trusted
     */
    public FakePinnedTransports(HttpTransport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when it is no thumbprint
     */
    @Override
    public HttpTransport trusting(String sha1Thumbprint) {
        if (!sha1Thumbprint.matches(THUMBPRINT)) {
            throw new IllegalArgumentException("A thumbprint has 40 lower-case hex digits");
        }
        return request -> {
            trusted.add(sha1Thumbprint);
            return transport.send(request);
        };
    }

    /**
     * What was trusted.
     *
     * @return one thumbprint for each request, oldest first; a copy
     */
    public List<String> trusted() {
        return List.copyOf(trusted);
    }
}
