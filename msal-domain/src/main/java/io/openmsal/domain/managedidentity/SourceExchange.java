package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Introduction;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.PinnedTransports;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.time.Sleeper;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The outside world as sources of managed identities see it, put together once. Immutable and safe for many threads. */
public final class SourceExchange {

    final Environment environment;
    final Clock clock;
    final Sleeper sleeper;
    final Jitter jitter;
    final EventSink events;
    final JsonCodec codec;
    private final HttpTransport transport;
    private final @Nullable PinnedTransports pinned;

    /**
     * Puts it together.
     *
     * @param transport what sends; it should not retry by itself, since each host has its own rules
     * @param pinned makes transports for Service Fabric, or null when that host is not to be spoken to
     * @param codec reads JSON
     * @param environment the variables and files around the process
     * @param clock tells the time
     * @param sleeper waits between two tries
     * @param jitter spreads the waits
     * @param events is told of requests and retries
     */
    public SourceExchange(
            HttpTransport transport,
            @Nullable PinnedTransports pinned,
            JsonCodec codec,
            Environment environment,
            Clock clock,
            Sleeper sleeper,
            Jitter jitter,
            EventSink events) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.pinned = pinned;
        this.codec = Objects.requireNonNull(codec, "codec");
        this.environment = Objects.requireNonNull(environment, "environment");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        this.jitter = Objects.requireNonNull(jitter, "jitter");
        this.events = Objects.requireNonNull(events, "events");
    }

    /**
     * Begins a call to one source.
     *
     * @param source who is asked
     * @param context on whose behalf
     * @return the call
     */
    public SourceCall call(ManagedIdentitySource source, CallContext context) {
        return new SourceCall(source.name(), this, serverExchange(transport), context);
    }

    /**
     * The environment of all calls.
     *
     * @return the variables and files around the process
     */
    public Environment environment() {
        return environment;
    }

    /**
     * The same towards servers that are no hosts, such as the token endpoint that takes a host's certificates.
     *
     * @return what speaks to them
     */
    public ServerExchange beyondTheHost() {
        return serverExchange(transport);
    }

    @Nullable
    ServerExchange pinnedTo(String thumbprint) {
        return pinned == null ? null : serverExchange(pinned.trusting(thumbprint));
    }

    private ServerExchange serverExchange(HttpTransport sender) {
        return new ServerExchange(Introduction.of(environment), sender, codec, clock, events);
    }
}
