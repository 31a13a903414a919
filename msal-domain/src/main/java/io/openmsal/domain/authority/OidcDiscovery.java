package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Published;
import io.openmsal.domain.exchange.PublishedByAddress;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.event.Event;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.function.BiFunction;

/**
 * Fetches the metadata that providers {@linkplain Published publish} (OpenID Connect Discovery §4) and remembers it. Safe for many threads.
 *
 * <p>Metadata decides where secrets go, so it is believed only when its issuer is the one that was asked for, and when its
 * addresses are no less protected than the issuer's own.
 */
public final class OidcDiscovery {

    /** Where metadata is, below the issuer (OpenID Connect Discovery §4). */
    static final String WELL_KNOWN = "/.well-known/openid-configuration";

    private static final String PURPOSE = "OpenID discovery";

    private final ServerExchange exchange;
    private final Clock clock;
    private final PublishedByAddress<Endpoints> endpoints;
    private final PublishedByAddress<SigningMetadata> signing;

    /**
     * Makes the discovery.
     *
     * @param exchange what sends
     * @param clock what tells the time
     */
    public OidcDiscovery(ServerExchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
        this.endpoints = new PublishedByAddress<>(PURPOSE, clock);
        this.signing = new PublishedByAddress<>(PURPOSE, clock);
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
        return endpoints
                .at(issuer)
                .get(
                        call,
                        within -> fetch(
                                issuer,
                                metadata,
                                rules,
                                (reply, published) -> published
                                        .endpoints()
                                        .orElseThrow(() -> unusable(reply, within, published.addressesRefused())),
                                within));
    }

    /**
     * What it takes to check a provider's tokens.
     *
     * @param issuer the provider's address
     * @param metadata where its metadata is
     * @param rules what is believed of it
     * @param call the call on whose behalf it is fetched
     * @return issuer and keys
     * @throws MsalException when the metadata cannot be had, must not be trusted, or names no address of keys
     */
    SigningMetadata signingOf(String issuer, URI metadata, MetadataRules rules, CallContext call) {
        return signing.at(issuer)
                .get(
                        call,
                        within -> fetch(
                                issuer,
                                metadata,
                                rules,
                                (reply, published) -> published.signing().orElseThrow(() -> withoutKeys(reply, within)),
                                within));
    }

    /** Sends a request of an authority's own. */
    ServerReply ask(HttpRequest request, String purpose, CallContext call) {
        return exchange.send(request, purpose, call);
    }

    void tell(Event event) {
        exchange.tell(event);
    }

    Clock clock() {
        return clock;
    }

    private <V> V fetch(
            String issuer,
            URI metadata,
            MetadataRules rules,
            BiFunction<ServerReply, PublishedMetadata, V> part,
            CallContext call) {
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
        return part.apply(reply, published);
    }

    private MsalException unusable(ServerReply reply, CallContext call, String what) {
        return reply.unusable(
                error("tenant_discovery_failed", reply, call),
                "The OpenID discovery at " + reply.host() + " gave no usable metadata: " + what + ".",
                "Check the issuer's address; opening it with /.well-known/openid-configuration in a browser must show JSON.",
                clock.instant());
    }

    /** Such a document may stand there for a moment only: that is a failure as any other, and none of the settings. */
    private MsalException withoutKeys(ServerReply reply, CallContext call) {
        return reply.unusable(
                error("no_keys_published", reply, call),
                "The OpenID discovery at " + reply.host()
                        + " gave metadata that tokens cannot be checked with: it names no usable jwks_uri.",
                "Choose the provider's issuer address as it publishes it.",
                clock.instant());
    }

    private static ServiceError error(String code, ServerReply reply, CallContext call) {
        return new ServiceError(
                reply.host(),
                reply.status(),
                code,
                "",
                Collections.emptyList(),
                null,
                null,
                call.correlationId(),
                null);
    }
}
