package io.openmsal.adapter.http;

import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.port.time.Sleeper;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Random;

/**
 * The usual composition: a transport that sends, wrapped in one that tries again.
 *
 * <pre>{@code
 * var apache = new ApacheHttpTransport(settings);                 // close it in the end
 * HttpTransport http = HttpTransports.retrying(apache, settings, clock, sleeper, random, events);
 * }</pre>
 */
public final class HttpTransports {

    private HttpTransports() {}

    /**
     * Wraps a transport in retries, as the settings ask for.
     *
     * @param transport what sends: one of this package, or one of your own
     * @param settings give the retry policy and the call timeout
     * @param clock tells the time
     * @param sleeper waits between two tries
     * @param random spreads the waits; used from many threads
     * @param events is told of each retry
     * @return the wrapped transport; the wrapped one stays the caller's to close
     */
    public static HttpTransport retrying(
            HttpTransport transport,
            HttpSettings settings,
            Clock clock,
            Sleeper sleeper,
            Random random,
            EventSink events) {
        return new RetryingTransport(
                transport, settings.retryPolicy(), settings.callTimeout(), clock, sleeper, random, events);
    }

    /**
     * Wraps every transport for mutual TLS in retries.
     *
     * @param transports make those that send
     * @param settings give the retry policy and the call timeout
     * @param clock tells the time
     * @param sleeper waits between two tries
     * @param random spreads the waits; used from many threads
     * @param events is told of each retry
     * @return the wrapped transports
     */
    public static MutualTlsTransports retrying(
            MutualTlsTransports transports,
            HttpSettings settings,
            Clock clock,
            Sleeper sleeper,
            Random random,
            EventSink events) {
        return new Retrying(transports, settings, clock, sleeper, random, events);
    }

    private record Retrying(
            MutualTlsTransports transports,
            HttpSettings settings,
            Clock clock,
            Sleeper sleeper,
            Random random,
            EventSink events)
            implements MutualTlsTransports {

        @Override
        public HttpTransport presenting(TlsIdentity identity) throws GeneralSecurityException {
            return retrying(transports.presenting(identity), settings, clock, sleeper, random, events);
        }
    }
}
