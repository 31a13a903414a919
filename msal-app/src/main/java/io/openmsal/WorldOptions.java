package io.openmsal;

import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import org.jspecify.annotations.Nullable;

/** What a builder was told of the outside world: all of it at once, or in parts. Not for many threads. */
final class WorldOptions {

    @Nullable
    Adapters whole;

    @Nullable
    HttpTransport transport;

    @Nullable
    MutualTlsTransports mutualTls;

    @Nullable
    HttpSettings http;

    @Nullable
    EventSink events;

    /** The whole world, when it was set at once. Parts that would be ignored are refused. */
    @Nullable
    Adapters wholeOrNull() {
        if (whole != null) {
            OptionChecks.refuseBoth(transport != null, "transport(...)", "adapters(...)");
            OptionChecks.refuseBoth(mutualTls != null, "mutualTlsTransports(...)", "adapters(...)");
            OptionChecks.refuseBoth(http != null, "http(...)", "adapters(...)");
            OptionChecks.refuseBoth(events != null, "events(...)", "adapters(...)");
        }
        OptionChecks.refuseBoth(transport != null && http != null, "http(...)", "transport(...)");
        return whole;
    }

    HttpSettings settings() {
        return http == null ? HttpSettings.defaults() : http;
    }

    EventSink sink() {
        return events == null ? EventSink.none() : events;
    }

    /** A world with the parts that were set in the place of its own. */
    Adapters sendingThrough(Adapters standard) {
        Adapters sending = transport == null ? standard : standard.withTransport(transport);
        return mutualTls == null ? sending : sending.withMutualTls(mutualTls);
    }

    /** Whether the caller's own code sends. */
    boolean isSentByOthers() {
        return whole != null || transport != null;
    }

    /** Whether the caller said nothing of how anything is sent. */
    boolean isSentAsUsual() {
        return !isSentByOthers() && mutualTls == null && http == null;
    }
}
