package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.exchange.Published;
import io.openmsal.domain.exchange.PublishedByAddress;
import io.openmsal.domain.exchange.Scrubber;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.SamlAssertionGrant;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.xml.MalformedXmlException;
import io.openmsal.port.xml.XmlElement;
import io.openmsal.port.xml.XmlReader;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;

/** The servers of people's organizations (WS-Trust 1.3 §2), such as AD FS. Safe for many threads. */
final class SecurityTokenService {

    private static final String METADATA = "federation metadata";
    private static final String FAULT = "wstrust_service_error";
    private static final String TOKEN = "request for a SAML assertion";

    /** In characters. The metadata of AD FS has about a hundred thousand. */
    private static final int LONGEST_DOCUMENT = 1024 * 1024;

    private final FederationExchange exchange;
    private final XmlReader xml;
    private final Clock clock;
    private final RandomValues random;
    private final PublishedByAddress<DescribedEndpoint> described;

    SecurityTokenService(FederationExchange exchange, XmlReader xml, Clock clock, RandomValues random) {
        this.exchange = exchange;
        this.xml = xml;
        this.clock = clock;
        this.random = random;
        this.described = new PublishedByAddress<>(METADATA, clock);
    }

    /**
     * The endpoint in the server's metadata, which are fetched once a day; every five minutes at most when there was none, or none who speaks
     * WS-Trust answered there since.
     *
     * @throws MsalException when there are no metadata, and the server cannot be asked
     */
    DescribedEndpoint endpointDescribedAt(URI metadata, CallContext call) {
        Published<DescribedEndpoint> published = described.at(metadata.toString());
        DescribedEndpoint known = published.get(call, within -> readEndpoint(metadata, within));
        return known.orNewer(published, call, within -> readEndpoint(metadata, within));
    }

    /**
     * A server that describes none, or is gone, has said so. Whatever else is answered says nothing: it may be the page of a portal or proxy in
     * between, or of a server in trouble.
     */
    private DescribedEndpoint readEndpoint(URI metadata, CallContext call) {
        HttpRequest message =
                HttpRequest.get(metadata).withHeader("Accept", Soap.MEDIA_TYPE + ", application/xml, text/xml");
        FederationRequest request = new FederationRequest(message, new Form(), METADATA);
        ServerReply reply = exchange.send(request, call);
        if (isGone(reply)) {
            return DescribedEndpoint.nowhere(notDescribed(request, reply, call));
        }
        return described(request, reply, call)
                .passwordEndpoint()
                .map(DescribedEndpoint::at)
                .orElseGet(() -> DescribedEndpoint.nowhere(noEndpoint(reply, call)));
    }

    private boolean isGone(ServerReply reply) {
        return (reply.status() == 404 || reply.status() == 410)
                && !reply.patience(clock.instant()).isPresent();
    }

    private MexDocument described(FederationRequest request, ServerReply reply, CallContext call) {
        if (reply.status() < 200 || reply.status() >= 300) {
            throw notDescribed(request, reply, call);
        }
        MexDocument document = new MexDocument(read(request, reply, "parsing_ws_metadata_exchange_failed", call));
        if (!document.isWsdl()) {
            throw noMetadata(request, reply, "it is XML, and not a description of services (WSDL)", call);
        }
        return document;
    }

    private static MsalException noEndpoint(ServerReply reply, CallContext call) {
        return FederationFailure.of(
                reply.host(),
                reply.status(),
                "wstrust_endpoint_not_found",
                "",
                "The " + METADATA + " of " + reply.host()
                        + " names no endpoint that takes user name and password"
                        + " over https by WS-Trust 1.3 or 2005. Have usernamemixed switched on there, or sign the"
                        + " user in interactively.",
                call);
    }

    private MsalException notDescribed(FederationRequest request, ServerReply reply, CallContext call) {
        return noMetadata(request, reply, reply.host() + " answered " + reply.status(), call);
    }

    private MsalException noMetadata(FederationRequest request, ServerReply reply, String what, CallContext call) {
        return exchange.refusal(
                request,
                reply,
                FederationFailure.error(reply, "accessing_ws_metadata_exchange_failed", "", call),
                "The " + METADATA + " of the user's organization cannot be had: " + what + ".",
                new RefusedFederation(METADATA, false, "Try again later, or sign the user in interactively."));
    }

    /**
     * Gets an assertion. The request is never sent twice, and not again for a minute once it was refused: each wrong try may count
     * towards locking the account, and AD FS answers a wrong password with status 500.
     *
     * @throws MsalException when the server describes no endpoint, refuses, or answers with anything but one assertion
     */
    SamlAssertionGrant assertionFrom(
            DescribedEndpoint described, String username, Secret password, String audience, CallContext call) {
        FederationRequest request = request(described.endpoint(), username, password, audience);
        try {
            return assertionIn(request, described, password, call);
        } catch (MsalTransportException | MsalTimeoutException | MsalServiceException failure) {
            // a fault is the answer of one who speaks WS-Trust; whatever else came, the server may have moved
            if (!failure.errorCode().equals(FAULT)) {
                described.doubt();
            }
            throw failure;
        }
    }

    private SamlAssertionGrant assertionIn(
            FederationRequest request, DescribedEndpoint described, Secret password, CallContext call) {
        ServerReply reply = exchange.send(request, call);
        WsTrustResponse response = new WsTrustResponse(
                read(request, reply, "wstrust_invalid_response", call),
                described.endpoint().version());
        Optional<WsTrustFault> fault = response.fault();
        if (fault.isPresent()) {
            described.confirm();
            throw refused(request, reply, fault.get(), new Scrubber(Collections.singleton(password)), call);
        }
        SamlAssertionGrant assertion = response.assertion()
                .filter(one -> reply.status() >= 200 && reply.status() < 300)
                .orElseThrow(() -> invalid(
                        request,
                        reply,
                        "wstrust_invalid_response",
                        "It does not hold exactly one SAML assertion",
                        call));
        described.confirm();
        return assertion;
    }

    private FederationRequest request(WsTrustEndpoint endpoint, String username, Secret password, String audience) {
        String envelope =
                new WsTrustRequest(endpoint, username, password, audience, random.next(), clock.instant()).envelope();
        HttpRequest message = HttpRequest.post(endpoint.address(), Soap.MEDIA_TYPE + "; charset=utf-8", envelope)
                .withHeader("Accept", Soap.MEDIA_TYPE)
                .withHeader("SOAPAction", endpoint.version().issueAction())
                .withResending(HttpRequest.Resending.ONLY_IF_UNSENT);
        Form content =
                new Form().put("username", username).put("password", password).put("audience", audience);
        return new FederationRequest(message, content, TOKEN);
    }

    private MsalException refused(
            FederationRequest request, ServerReply reply, WsTrustFault fault, Scrubber scrubber, CallContext call) {
        String said = scrubber.scrub(fault.text());
        return exchange.refusal(
                request,
                reply,
                FederationFailure.error(reply, FAULT, said, call),
                "The " + TOKEN + " was refused by the user's organization: " + reply.host() + " answered "
                        + reply.status()
                        + (said.isEmpty() ? "" : " " + said)
                        + (said.endsWith(".") ? "" : "."),
                new RefusedFederation(TOKEN, fault.isOfNameOrPassword(), fault.nextStep()));
    }

    private XmlElement read(FederationRequest request, ServerReply reply, String code, CallContext call) {
        if (reply.text().length() > LONGEST_DOCUMENT) {
            throw invalid(request, reply, code, "It is longer than " + LONGEST_DOCUMENT + " characters", call);
        }
        try {
            return xml.read(reply.text());
        } catch (MalformedXmlException malformed) {
            throw invalid(request, reply, code, String.valueOf(malformed.getMessage()), call);
        }
    }

    private MsalException invalid(
            FederationRequest request, ServerReply reply, String code, String why, CallContext call) {
        return exchange.refusal(
                request,
                reply,
                FederationFailure.error(reply, code, "", call),
                "The answer to the " + request.purpose() + " cannot be used: " + reply.host() + " answered "
                        + reply.status() + " (" + reply.contentType() + "). " + why + ".",
                new RefusedFederation(
                        request.purpose(),
                        false,
                        "Check that this is the federation server and not a proxy or portal in between."));
    }
}
