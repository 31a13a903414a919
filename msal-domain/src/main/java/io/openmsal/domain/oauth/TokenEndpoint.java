package io.openmsal.domain.oauth;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.Endpoints;
import io.openmsal.domain.client.AssertionAudience;
import io.openmsal.domain.client.AssertionRequest;
import io.openmsal.domain.client.ClientCredential;
import io.openmsal.domain.client.ClientIdentity;
import io.openmsal.domain.client.ClientProof;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.Scrubber;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.crypto.TlsIdentity;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.port.json.JsonCodec;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;

/** The token endpoint (RFC 6749 §3.2): redeems a grant for tokens. Safe for many threads. */
public final class TokenEndpoint {

    static final String INVALID_CLIENT = "invalid_client";

    private final ClientIdentity client;
    private final ClaimsParameter claimsParameter;
    private final ServerExchange exchange;
    private final MutualTlsTransports mutualTls;
    private final Throttle throttle;
    private final Telemetry telemetry;
    private final JsonCodec codec;
    private final Clock clock;
    private final RandomValues random;

    /**
     * Makes the endpoint of one application.
     *
     * @param client who asks
     * @param claimsParameter what is sent for a claims challenge, or without one
     * @param exchange what sends
     * @param mutualTls what sends where a client certificate has to be shown
     * @param throttle what keeps refused requests back
     * @param telemetry what the service is told
     * @param codec what writes assertions
     * @param clock what tells the time
     * @param random what makes ids
     */
    public TokenEndpoint(
            ClientIdentity client,
            ClaimsParameter claimsParameter,
            ServerExchange exchange,
            MutualTlsTransports mutualTls,
            Throttle throttle,
            Telemetry telemetry,
            JsonCodec codec,
            Clock clock,
            RandomValues random) {
        this.client = client;
        this.claimsParameter = claimsParameter;
        this.exchange = exchange;
        this.mutualTls = mutualTls;
        this.throttle = throttle;
        this.telemetry = telemetry;
        this.codec = codec;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Redeems a grant.
     *
     * @param authority who issues the tokens
     * @param endpoints its addresses
     * @param grant what is exchanged
     * @param scopes what the tokens are for; none leaves the parameter out
     * @param shape what is asked for beyond them
     * @param call the call on whose behalf it is sent
     * @return the tokens, also those of another type than was asked for, or the refusal
     * @throws MsalException when the application's proof could not be made, or no answer arrived
     */
    public TokenReply redeem(
            Authority authority,
            Endpoints endpoints,
            Grant grant,
            Scopes scopes,
            RequestShape shape,
            CallContext call) {
        Optional<String> claims = claimsParameter.of(shape);
        AssertionAudience audience = new AssertionAudience(
                requestOf(authority, endpoints, claims, shape, call),
                authority.assertionAlgorithm(),
                clock.instant(),
                random,
                codec);
        Unproven request = new Unproven(authority, endpoints, grant, scopes, shape, claims, call);
        ClientCredential all = shape.proofOf(client.credential());
        ClientCredential first = all.inTurn();
        ClientProof proof;
        try {
            proof = ClientProof.by(first, audience);
        } catch (MsalConfigurationException unusable) {
            // a certificate that ran out while its successor is at hand
            ClientCredential other = all.insteadOf(first).orElseThrow(() -> unusable);
            try {
                return redeem(request, ClientProof.by(other, audience));
            } catch (MsalException neither) {
                neither.addSuppressed(unusable);
                throw neither;
            }
        }
        TokenReply reply = redeem(request, proof);
        if (!(reply instanceof TokenRefused refused) || !refused.isOfTheClient()) {
            return reply;
        }
        Optional<ClientCredential> other = all.insteadOf(first);
        return other.isPresent() ? redeem(request, ClientProof.by(other.get(), audience)) : reply;
    }

    /** A token request that lacks the application's proof. */
    private record Unproven(
            Authority authority,
            Endpoints endpoints,
            Grant grant,
            Scopes scopes,
            RequestShape shape,
            Optional<String> claims,
            CallContext call) {

        URI address(boolean overMutualTls) {
            return (overMutualTls ? authority.overMutualTls(endpoints) : endpoints).token();
        }
    }

    private TokenReply redeem(Unproven unproven, ClientProof proof) {
        Grant grant = unproven.grant();
        RequestShape shape = unproven.shape();
        CallContext call = unproven.call();
        Form form = new Form().put("client_id", client.clientId());
        grant.addTo(form);
        form.put("scope", unproven.scopes().toString())
                .put("claims", unproven.claims())
                .put("client_info", "1");
        shape.addTo(form);
        proof.addTo(form);
        Optional<TlsIdentity> shown = proof.shown();
        URI address = unproven.address(shown.isPresent());
        HttpRequest request = shape.addTo(routed(
                HttpRequest.post(address, Form.MEDIA_TYPE, form.encode()).withResending(grant.resending()), grant));
        Optional<MsalException> before = throttle.refusalOf(request.uri(), form);
        if (before.isPresent()) {
            return new TokenRefused(before.get());
        }
        ServerReply reply = exchangeShowing(shown, address, call)
                .send(telemetry.on(request, grant.api(), call), grant.purpose(), call);
        if (reply.isSuccess()) {
            Optional<TokensIssued> issued = issued(reply, shape);
            if (issued.isPresent()) {
                telemetry.succeeded();
                return asAskedFor(issued.get(), grant, shape, call);
            }
        }
        ServiceError error = OAuthFailure.errorIn(reply, new Scrubber(form.secrets()), call);
        RefusedGrant refused = RefusedGrant.of(grant, error);
        if (!grant.isPending(error.error())) {
            telemetry.failed(grant.api(), error.error(), call);
            throttle.learnFrom(reply, error, request.uri(), form, refused);
        }
        return new TokenRefused(refused.failure(reply, error, clock.instant()));
    }

    private static HttpRequest routed(HttpRequest request, Grant grant) {
        Optional<String> person = grant.anchorMailbox();
        return person.isPresent() ? request.withHeader(AnchorMailbox.NAME, person.get()) : request;
    }

    private Optional<TokensIssued> issued(ServerReply reply, RequestShape shape) {
        Optional<JsonObject> json = reply.json();
        return json.isPresent()
                ? TokensIssued.read(reply.host(), json.get(), clock.instant().getEpochSecond(), shape.kind())
                : Optional.empty();
    }

    private ServerExchange exchangeShowing(Optional<TlsIdentity> shown, URI address, CallContext call) {
        if (!shown.isPresent()) {
            return exchange;
        }
        try {
            return exchange.over(mutualTls.presenting(shown.get()));
        } catch (GeneralSecurityException unusable) {
            throw new MsalConfigurationException(
                    "invalid_client_certificate",
                    "The certificate of " + client.clientId() + " cannot be shown to " + address.getHost()
                            + " in a TLS handshake: " + unusable.getMessage() + " Nothing was sent.",
                    call.correlationId(),
                    unusable);
        }
    }

    private AssertionRequest requestOf(
            Authority authority, Endpoints endpoints, Optional<String> claims, RequestShape shape, CallContext call) {
        return new AssertionRequest(
                client.clientId(), endpoints.tokenAudience(), authority.tenant(), claims, shape.fmiPath(), call);
    }

    /** A bearer token in place of a bound one would work for a thief too (RFC 6749 §7.1 forbids to use what is not understood). */
    private static TokenReply asAskedFor(TokensIssued issued, Grant grant, RequestShape shape, CallContext call) {
        if (!grant.isAnsweredBy(issued)) {
            return new TokensOfAnotherType(
                    issued,
                    new MsalUntrustedResponseException(
                            "issued_token_type_mismatch",
                            issued.host() + " was asked to exchange a token for an access token, and "
                                    + issued.issuedTokenType()
                                            .map(type -> "issued " + scrubbed(type) + " instead")
                                            .orElse("did not say that it issued one")
                                    + ", so nothing was kept. Check that the provider exchanges access tokens (RFC 8693).",
                            call.correlationId(),
                            null));
        }
        if (shape.accepts(issued.tokenType())) {
            return issued;
        }
        return new TokensOfAnotherType(
                issued,
                new MsalUntrustedResponseException(
                        "token_type_mismatch",
                        issued.host() + " was asked for a token of type " + shape.tokenType()
                                + " and issued one of type "
                                + scrubbed(issued.tokenType())
                                + ", so that token was not kept. Check that the provider offers that type for this application.",
                        call.correlationId(),
                        null));
    }

    private static String scrubbed(String said) {
        return new Scrubber(Collections.emptyList()).scrub(said);
    }
}
