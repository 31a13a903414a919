package io.openmsal.adapter.http;

import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A transport on the JDK's {@link java.net.HttpURLConnection} alone: nothing else is on the class path, and the first request of
 * a process is quicker by a third of a second. In exchange each request opens a connection of its own.
 *
 * <p>What the platform decides for the whole JVM stays so: a {@link java.net.CookieHandler} that the application installed is
 * asked, and Basic authentication to a proxy for https needs the system property
 * {@code jdk.http.auth.tunneling.disabledSchemes} not to list {@code Basic}. Connecting over plain http, and resolving names,
 * end by the connect timeout or deadline but not sooner by a cancellation. A plain-http body that arrives late is read on a
 * daemon thread, because nothing else can stop the JDK from waiting for it. A GET whose connection broke may be sent a second
 * time by the JDK over plain http; a POST that may be sent only once is not.
 *
 * <p>At the level {@code FINE} the JDK's own logger {@code sun.net.www.protocol.http.HttpURLConnection} prints the headers of
 * every request, and nothing here can keep it from that. Bodies, which hold client secrets and tokens, are not in it; the
 * password of a proxy and the header by which an Azure host knows its processes are. {@link ApacheHttpTransport} logs neither.
 *
 * <p>Making one is cheap: no network, no threads. Safe for many threads.
 */
public final class JdkHttpTransport implements HttpTransport, AutoCloseable {

    private final HttpSettings settings;
    private final ExchangeWatch watch = new ExchangeWatch();
    private final Object guard = new Object();
    private volatile @Nullable SSLSocketFactory sockets;

    /**
     * Makes a transport.
     *
     * @param settings limits, proxy and trust; the pool's sizes are not used
     */
    public JdkHttpTransport(HttpSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** With sockets that are ready, whatever the trust of the settings is. */
    JdkHttpTransport(HttpSettings settings, SSLSocketFactory sockets) {
        this(settings);
        this.sockets = sockets;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        try (Exchange exchange = Exchange.begin(request, settings.callTimeout(), watch)) {
            boolean secure = "https".equalsIgnoreCase(request.uri().getScheme());
            return new JdkExchange(settings, request, exchange, secure ? sockets() : null).run();
        }
    }

    private SSLSocketFactory sockets() throws LastingFailureException {
        SSLSocketFactory ready = sockets;
        if (ready == null) {
            synchronized (guard) {
                ready = sockets;
                if (ready == null) {
                    ready = trustedSockets();
                    sockets = ready;
                }
            }
        }
        return ready;
    }

    private SSLSocketFactory trustedSockets() throws LastingFailureException {
        try {
            return settings.trust().toSslContext().getSocketFactory();
        } catch (GeneralSecurityException broken) {
            throw FailureText.noTlsContext(settings.trust(), broken);
        }
    }

    /** Takes no more requests; those on their way end by themselves. */
    @Override
    public void close() {
        watch.close();
    }
}
