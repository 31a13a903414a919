package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Scrubber;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalThrottledException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.failure.ThrottlingRule;
import io.openmsal.domain.json.JsonObject;
import java.time.Instant;
import java.util.Collections;

/** Turns the answers of hosts that bring no token into the library's failures, naming the host, with one next step. */
final class SourceFailure {

    /** The one word for every trouble of a host, whatever word it has for it itself. */
    private static final String NOT_AVAILABLE = "service_not_available";

    private final String source;
    private final ServerReply reply;
    private final RetryTable patience;
    private final Scrubber scrubber;
    private final Instant now;
    private final CallContext context;

    SourceFailure(
            String source,
            ServerReply reply,
            RetryTable patience,
            Scrubber scrubber,
            Instant now,
            CallContext context) {
        this.source = source;
        this.reply = reply;
        this.patience = patience;
        this.scrubber = scrubber;
        this.now = now;
        this.context = context;
    }

    /** The failure behind an answer that is no success. */
    MsalException refused(SourceRefusal.Reader refusals) {
        SourceRefusal refusal =
                reply.json().map(json -> understood(refusals, json)).orElseGet(this::withoutJson);
        ServiceError error = error(refusal);
        String what = "The managed identity request to " + source + " was refused: " + error + ".";
        if (reply.status() == 429 || (reply.retryAfter().isPresent() && reply.status() >= 400)) {
            ThrottlingRule rule = ThrottlingRule.ofBusyServer(reply.retryAfter());
            Instant retryAt = now.plus(rule.patience(reply.retryAfter()));
            return new MsalThrottledException(error, retryAt, rule, what + " Try again not before " + retryAt + ".");
        }
        return new MsalServiceException(error, what + " " + nextStep(), null);
    }

    /** The failure behind a success that lacks what a token needs. */
    MsalException unusable(String lack) {
        ServiceError error = error(new SourceRefusal("managed_identity_invalid_response", "JSON " + lack));
        return new MsalServiceException(
                error,
                "The answer of " + source + " at " + reply.host() + " with status " + reply.status()
                        + " was JSON " + lack + ". Nothing was kept. Check that this is the endpoint of the Azure"
                        + " host, and this machine's clock.",
                null);
    }

    private SourceRefusal understood(SourceRefusal.Reader refusals, JsonObject json) {
        SourceRefusal refusal = refusals.read(json);
        return isInTrouble()
                ? new SourceRefusal(NOT_AVAILABLE, refusal.description())
                : new SourceRefusal(scrubber.scrub(refusal.error()), refusal.description());
    }

    private SourceRefusal withoutJson() {
        String words = reply.text().isEmpty() ? "an empty body" : "not JSON, but " + reply.contentType();
        if (isInTrouble()) {
            return new SourceRefusal(NOT_AVAILABLE, words);
        }
        if (reply.status() >= 300 && reply.status() < 400) {
            return new SourceRefusal("http_status_not_200", "a redirect, which is not followed");
        }
        return new SourceRefusal(
                reply.status() >= 200 && reply.status() < 300 ? "json_parse_failed" : "http_status_not_200", words);
    }

    /**
     * Whether the host could not answer, and will: it is being updated, was too slow, or failed. Not so with 404: that passes while a host starts, but
     * one that lasts is an identity or an address that is not there. A 429 has a failure of its own.
     */
    private boolean isInTrouble() {
        int status = reply.status();
        return status >= 500 || (status != 404 && status != 429 && patience.lists(status));
    }

    private ServiceError error(SourceRefusal refusal) {
        String correlationId = reply.json()
                .flatMap(json -> json.string("correlation_id").isPresent()
                        ? json.string("correlation_id")
                        : json.string("correlationId"))
                .map(scrubber::scrub)
                .orElse(context.correlationId());
        return new ServiceError(
                reply.host(),
                reply.status(),
                refusal.error(),
                scrubber.scrub(refusal.description()),
                Collections.emptyList(),
                null,
                null,
                correlationId,
                null);
    }

    private String nextStep() {
        if (isInTrouble()) {
            return "Try again later.";
        }
        if (!reply.json().isPresent()) {
            return "Check that nothing, such as a proxy or a portal, stands between here and the Azure host.";
        }
        return "Check that the identity is assigned to this host, and the resource.";
    }
}
