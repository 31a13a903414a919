package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.exchange.SingleFlight;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches the metadata that a provider publishes (OpenID Connect Discovery §4) and remembers it for a day, and for a second one while
 * the provider cannot be asked. Safe for many threads: however many ask, one fetches.
 *
 * <p>Metadata decides where secrets go, so it is believed only when its issuer is the one that was asked for, and when its
 * addresses are no less protected than the issuer's own.
 */
public final class OidcDiscovery {

    /** Where metadata is, below the issuer (OpenID Connect Discovery §4). */
    static final String WELL_KNOWN = "/.well-known/openid-configuration";

    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(2);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 1000;
    private static final String PURPOSE = "OpenID discovery";

    /** What is known does too. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerExchange exchange;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final SingleFlight<Endpoints> flights = new SingleFlight<>();

    private record Remembered(Endpoints endpoints, long at, long until) {

        Remembered(Endpoints endpoints, long at) {
            this(endpoints, at, at + LIFETIME.toMillis());
        }

        boolean isFreshAt(long now) {
            return now < until && lastsAt(now);
        }

        /** Whether it may serve on while the provider is out of reach. Nobody knows how old it is when the clock was set back since. */
        boolean lastsAt(long now) {
            return Math.abs(now - at) < LONGEST_LIFETIME.toMillis();
        }

        Remembered askedAgainAt(long instant) {
            return new Remembered(endpoints, at, instant);
        }
    }

    /**
     * Makes the discovery.
     *
     * @param exchange what sends
     * @param clock what tells the time
     */
    public OidcDiscovery(ServerExchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /**
     * The addresses of a provider.
     *
     * @param issuer the provider's address
     * @param metadata where its metadata is
     * @param rules what is believed of it
     * @param call the call on whose behalf it is fetched
     * @return the addresses
     * @throws MsalException when the metadata cannot be had or must not be trusted
     */
    Endpoints endpointsOf(String issuer, URI metadata, MetadataRules rules, CallContext call) {
        Remembered known = remembered.get(issuer);
        if (known == null || !known.lastsAt(clock.millis())) {
            return flights.run(issuer, call, () -> fetchedOnce(issuer, metadata, rules, call));
        }
        if (known.isFreshAt(clock.millis()) || flights.isUnderWay(issuer)) {
            return known.endpoints();
        }
        return flights.run(issuer, call, () -> renewedOr(known, issuer, metadata, rules, call));
    }

    /** Another caller may have fetched it while this one was on its way here. */
    private Endpoints fetchedOnce(String issuer, URI metadata, MetadataRules rules, CallContext call) {
        Remembered latest = remembered.get(issuer);
        return latest != null && latest.isFreshAt(clock.millis())
                ? latest.endpoints()
                : remember(issuer, new Remembered(fetch(issuer, metadata, rules, call), clock.millis()));
    }

    /** What is known serves on while the provider is out of reach, and also while it swallows the question. */
    private Endpoints renewedOr(Remembered known, String issuer, URI metadata, MetadataRules rules, CallContext call) {
        try {
            // no more than half of what is left, which the token endpoint needs
            Duration patience =
                    call.deadline().remainingAtMost(PATIENCE.multipliedBy(2)).dividedBy(2);
            return fetchedOnce(issuer, metadata, rules, call.limitedTo(patience, clock));
        } catch (MsalTransportException | MsalServiceException | MsalTimeoutException unreachable) {
            Endpoints endpoints = remember(issuer, known.askedAgainAt(clock.millis() + PAUSE.toMillis()));
            ServerExchange.stopIfOver(PURPOSE, call);
            return endpoints;
        }
    }

    private Endpoints remember(String issuer, Remembered latest) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(issuer, latest);
        return latest.endpoints();
    }

    /** Sends a request of an authority's own. */
    ServerReply ask(HttpRequest request, String purpose, CallContext call) {
        return exchange.send(request, purpose, call);
    }

    Clock clock() {
        return clock;
    }

    private Endpoints fetch(String issuer, URI metadata, MetadataRules rules, CallContext call) {
        ServerReply reply = exchange.send(HttpRequest.get(metadata), PURPOSE, call);
        if (!reply.isSuccess()) {
            throw unusable(reply, call, reply.toString());
        }
        JsonObject document = reply.json().orElseThrow(() -> unusable(reply, call, reply.toString()));
        PublishedMetadata published = new PublishedMetadata(issuer, rules, document);
        if (!published.isOfTheIssuer()) {
            throw new MsalUntrustedResponseException(
                    "issuer_validation_failed",
                    "The metadata at " + metadata.getHost() + " " + published.issuerRefused(),
                    call.correlationId(),
                    null);
        }
        return published.endpoints().orElseThrow(() -> unusable(reply, call, published.addressesRefused()));
    }

    private static MsalServiceException unusable(ServerReply reply, CallContext call, String what) {
        return new MsalServiceException(
                new ServiceError(
                        reply.host(),
                        reply.status(),
                        "tenant_discovery_failed",
                        "",
                        Collections.emptyList(),
                        null,
                        null,
                        call.correlationId(),
                        null),
                "The OpenID discovery at " + reply.host() + " gave no usable metadata: " + what
                        + ". Check the issuer's address; opening it with /.well-known/openid-configuration in a browser must"
                        + " show JSON.",
                null);
    }
}
