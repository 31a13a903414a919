package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.TransportClosedException;
import java.io.IOException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The default transport: Apache HttpClient 5 with a pool of connections.
 *
 * <p>It sends each request once and returns what the server answered: no retries, no redirects, no cookies, no answers to a
 * server's authentication challenge, no content coding asked for; gzip that comes all the same is undone. A request is stopped hard at its deadline, except while the
 * platform resolves a host name, which cannot be stopped. What HttpClient would log of headers and bodies is left out.
 *
 * <p>Making one is cheap: no network, no threads, and no class of HttpClient is loaded before the first request. Safe for many
 * threads. {@link #close()} ends its connections.
 */
public final class ApacheHttpTransport implements HttpTransport, AutoCloseable {

    private final HttpSettings settings;
    private final ExchangeWatch watch;
    private final Object guard = new Object();
    private final @Nullable SSLContext context;
    private volatile @Nullable ApacheClient client;
    private boolean closed;

    /**
     * Makes a transport.
     *
     * @param settings limits, proxy and trust
     */
    public ApacheHttpTransport(HttpSettings settings) {
        this(settings, null);
    }

    /** @param context what TLS is done with, or null for what the settings trust */
    ApacheHttpTransport(HttpSettings settings, @Nullable SSLContext context) {
        this(settings, context, new ExchangeWatch());
    }

    ApacheHttpTransport(HttpSettings settings, @Nullable SSLContext context, ExchangeWatch watch) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.context = context;
        this.watch = watch;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        try (Exchange exchange = Exchange.begin(request, settings.callTimeout(), watch)) {
            return client().send(request, exchange);
        }
    }

    private ApacheClient client() throws TransportClosedException {
        ApacheClient ready = client;
        if (ready == null) {
            synchronized (guard) {
                ready = client;
                if (ready == null) {
                    if (closed) {
                        // the request began before the end, and nobody would close what it opens
                        throw new TransportClosedException();
                    }
                    ready = new ApacheClient(settings, context);
                    client = ready;
                }
            }
        }
        return ready;
    }

    /** Closes all connections, also those in use: their requests fail. Does nothing the second time. */
    @Override
    public void close() {
        watch.close();
        synchronized (guard) {
            closed = true;
            ApacheClient open = client;
            if (open != null) {
                open.close();
            }
        }
    }
}
