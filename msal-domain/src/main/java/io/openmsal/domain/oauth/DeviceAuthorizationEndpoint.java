package io.openmsal.domain.oauth;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.Endpoints;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.Scrubber;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The device authorization endpoint (RFC 8628 §3.1): issues a code for a person to type in elsewhere. Safe for many threads. */
public final class DeviceAuthorizationEndpoint {

    private static final String PURPOSE = "device code request";
    private static final long DEFAULT_INTERVAL = 5;
    private static final long DEFAULT_LIFETIME = 1800;

    /** A lifetime beyond this is a mistake, such as an instant in milliseconds. */
    private static final long LONGEST_LIFETIME = 365L * 24 * 3600;

    private final ClientIdentity client;
    private final ClaimsParameter claimsParameter;
    private final ServerExchange exchange;
    private final Clock clock;

    /**
     * Makes the endpoint of one application.
     *
     * @param client who asks
     * @param claimsParameter what is sent for a claims challenge, or without one
     * @param exchange what sends
     * @param clock what tells the time
     */
    public DeviceAuthorizationEndpoint(
            ClientIdentity client, ClaimsParameter claimsParameter, ServerExchange exchange, Clock clock) {
        this.client = client;
        this.claimsParameter = claimsParameter;
        this.exchange = exchange;
        this.clock = clock;
    }

    /**
     * Asks for a code.
     *
     * @param authority who issues it
     * @param endpoints its addresses
     * @param scopes what the tokens will be for
     * @param shape what is asked for beyond them
     * @param call the call on whose behalf it is sent
     * @return the code
     * @throws MsalException when the provider offers no device codes, refuses, or does not answer
     */
    public DeviceCode request(
            Authority authority, Endpoints endpoints, Scopes scopes, RequestShape shape, CallContext call) {
        URI address = endpoints
                .deviceAuthorization()
                .orElseThrow(() -> new MsalConfigurationException(
                        "device_code_not_supported",
                        "The provider " + authority + " names no device_authorization_endpoint. Use another flow."));
        Form form = new Form()
                .put("client_id", client.clientId())
                .put("scope", scopes.toString())
                .put("claims", claimsParameter.of(shape));
        HttpRequest request = shape.addTo(HttpRequest.post(address, Form.MEDIA_TYPE, form.encode()));
        ServerReply reply = exchange.send(request, PURPOSE, call);
        return reply.json()
                .filter(json -> reply.isSuccess())
                .flatMap(this::read)
                .orElseThrow(() -> new RefusedGrant(PURPOSE, WhoActs.APPLICATION, false)
                        .failure(
                                reply,
                                OAuthFailure.errorIn(reply, new Scrubber(form.secrets()), call),
                                clock.instant()));
    }

    private Optional<DeviceCode> read(JsonObject json) {
        Optional<String> userCode = json.string("user_code");
        Optional<String> deviceCode = json.string("device_code");
        Optional<URI> verificationUri = json.string("verification_uri")
                .map(Optional::of)
                .orElseGet(() -> json.string("verification_url"))
                .flatMap(DeviceAuthorizationEndpoint::uri);
        long lifetime = json.number("expires_in").orElse(DEFAULT_LIFETIME);
        boolean makesSense = lifetime > 0 && lifetime <= LONGEST_LIFETIME;
        if (!makesSense || !userCode.isPresent() || !deviceCode.isPresent() || !verificationUri.isPresent()) {
            return Optional.empty();
        }
        Instant expiresAt = clock.instant().plusSeconds(lifetime);
        long pause = Math.max(1, json.number("interval").orElse(DEFAULT_INTERVAL));
        Duration interval = Duration.ofSeconds(Math.min(pause, lifetime));
        String message = json.string("message")
                .orElseGet(() ->
                        "To sign in, open " + verificationUri.get() + " and enter the code " + userCode.get() + ".");
        return Optional.of(new DeviceCode(
                userCode.get(),
                verificationUri.get(),
                json.string("verification_uri_complete").flatMap(DeviceAuthorizationEndpoint::uri),
                message,
                expiresAt,
                interval,
                Secret.of(deviceCode.get())));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
