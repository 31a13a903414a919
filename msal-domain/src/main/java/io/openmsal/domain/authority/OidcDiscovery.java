package io.openmsal.domain.authority;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches the metadata that a provider publishes (OpenID Connect Discovery §4) and remembers it for a day. Safe for many
 * threads.
 *
 * <p>Metadata decides where secrets go, so it is believed only when its issuer is the one that was asked for, and when its
 * addresses are no less protected than the issuer's own.
 */
public final class OidcDiscovery {

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final int MOST_REMEMBERED = 1000;

    private final ServerExchange exchange;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    private record Remembered(Endpoints endpoints, long until) {}

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
     * @param issuer the provider
     * @param metadata where its metadata is
     * @param call the call on whose behalf it is fetched
     * @return the addresses
     * @throws MsalException when the metadata cannot be had or must not be trusted
     */
    Endpoints endpointsOf(String issuer, URI metadata, CallContext call) {
        Remembered known = remembered.get(issuer);
        if (known != null && clock.millis() < known.until()) {
            return known.endpoints();
        }
        Endpoints fetched = fetch(issuer, metadata, call);
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(issuer, new Remembered(fetched, clock.millis() + LIFETIME.toMillis()));
        return fetched;
    }

    private Endpoints fetch(String issuer, URI metadata, CallContext call) {
        ServerReply reply = exchange.send(HttpRequest.get(metadata), "OpenID discovery", call);
        if (!reply.isSuccess()) {
            throw unusable(reply, call, reply.toString());
        }
        JsonObject document = reply.json().orElseThrow(() -> unusable(reply, call, reply.toString()));
        String named = document.string("issuer").orElse("");
        if (!sameIssuer(issuer, named)) {
            throw new MsalUntrustedResponseException(
                    "issuer_validation_failed",
                    "The metadata at " + metadata.getHost() + " is that of the issuer '" + named + "', not of " + issuer
                            + ". Use the issuer exactly as the provider publishes it.",
                    call.correlationId(),
                    null);
        }
        List<String> modes = document.strings("response_modes_supported");
        return new Endpoints(
                Optional.of(named),
                address(document, "authorization_endpoint", issuer)
                        .orElseThrow(() -> unusable(reply, call, "it names no usable authorization_endpoint")),
                address(document, "token_endpoint", issuer)
                        .orElseThrow(() -> unusable(reply, call, "it names no usable token_endpoint")),
                address(document, "device_authorization_endpoint", issuer),
                modes.isEmpty() || modes.contains("form_post"));
    }

    private static boolean sameIssuer(String expected, String named) {
        return expected.equals(named) || (expected + "/").equals(named);
    }

    private static Optional<URI> address(JsonObject document, String name, String issuer) {
        return document.string(name).flatMap(text -> {
            try {
                URI uri = new URI(text);
                boolean isProtected = "https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && issuer.startsWith("http://"));
                return uri.getHost() != null && isProtected ? Optional.of(uri) : Optional.empty();
            } catch (URISyntaxException malformed) {
                return Optional.empty();
            }
        });
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
