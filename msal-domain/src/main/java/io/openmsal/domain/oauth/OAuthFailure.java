package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Scrubber;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalInteractionRequiredException;
import io.openmsal.domain.failure.MsalServiceException;
import io.openmsal.domain.failure.MsalTimeoutException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** Turns the refusals of OAuth endpoints into the library's failures, each with one next step. */
final class OAuthFailure {

    private static final String CONSENT_REQUIRED = "consent_required";

    private static final Set<String> PERSON_NEEDED = Set.of(
            "invalid_grant", "interaction_required", "login_required", CONSENT_REQUIRED, "account_selection_required");

    private static final Set<String> DECLINED = Set.of("access_denied", "authorization_declined");

    private static final Set<String> OUT_OF_TIME = Set.of("expired_token", "code_expired");

    private OAuthFailure() {}

    /** The failure behind an error that came with an authorization response or a token response. */
    static MsalException of(ServiceError error, String what, WhoActs who) {
        String message = what + " " + nextStep(error, who);
        String correlationId = error.correlationId().orElse(null);
        if (who != WhoActs.APPLICATION && PERSON_NEEDED.contains(error.error())) {
            return new MsalInteractionRequiredException(error, message);
        }
        if (wasDeclined(error, who)) {
            return new MsalCancelledException(error.error(), message, correlationId, null);
        }
        if (who == WhoActs.PERSON_SIGNING_IN && OUT_OF_TIME.contains(error.error())) {
            return new MsalTimeoutException(error.error(), message, correlationId, null);
        }
        return new MsalServiceException(error, message, null);
    }

    static ServiceError errorIn(ServerReply reply, Scrubber scrubber, CallContext call) {
        JsonObject json = reply.json().orElseGet(JsonObject::empty);
        String error = json.string("error").map(scrubber::scrub).orElseGet(() -> wordFor(reply));
        ServiceError said = new ServiceError(
                reply.host(),
                reply.status(),
                error,
                json.string("error_description").map(scrubber::scrub).orElseGet(() -> wordsFor(reply)),
                json.numbers("error_codes"),
                finerWord(json).map(scrubber::scrub).orElse(null),
                json.string("claims").orElse(null),
                json.string("correlation_id").map(scrubber::scrub).orElse(call.correlationId()),
                json.string("trace_id").map(scrubber::scrub).orElse(null));
        return said.withErrorUri(json.string("error_uri").map(scrubber::scrub).orElse(null));
    }

    /** One of them has a member of its own in some answers, where MSAL for Python looks for it. */
    private static Optional<String> finerWord(JsonObject json) {
        return json.strings("error_additional_info").contains(TokenRefused.CLIENT_MISMATCH)
                ? Optional.of(TokenRefused.CLIENT_MISMATCH)
                : json.string("suberror");
    }

    private static String wordFor(ServerReply reply) {
        if (reply.status() >= 500) {
            return "service_not_available";
        }
        if (reply.status() < 200 || reply.status() >= 300) {
            return "http_status_not_200";
        }
        return reply.json().isPresent() ? "non_parsable_oauth_error" : "json_parse_failed";
    }

    private static String wordsFor(ServerReply reply) {
        return reply.json().isPresent()
                ? "JSON without what the protocol asks for"
                : "not the JSON that the protocol asks for, but " + reply.contentType();
    }

    /** Microsoft Entra says it in the finer word, beside {@code invalid_grant}. */
    private static boolean consentIsMissing(ServiceError error) {
        return error.suberror().equals(Optional.of(CONSENT_REQUIRED));
    }

    private static boolean wasDeclined(ServiceError error, WhoActs who) {
        return who == WhoActs.PERSON_SIGNING_IN && DECLINED.contains(error.error()) && !passwordIsForgotten(error);
    }

    /** Azure AD B2C: the person chose "Forgot your password?" in a policy that does not reset it, and wants to go on. */
    private static boolean passwordIsForgotten(ServiceError error) {
        return error.description().startsWith("AADB2C90118");
    }

    /** Microsoft Entra: the same was asked for too often within a few minutes. */
    private static boolean isLoop(ServiceError error) {
        return error.description().startsWith("AADSTS50196");
    }

    private static String nextStep(ServiceError error, WhoActs who) {
        boolean personal = who != WhoActs.APPLICATION;
        if (error.claims().isPresent()) {
            return personal ? "Sign the user in again and pass claims() on." : "Ask again and pass claims() on.";
        }
        if (isLoop(error)) {
            return "The same request is sent again and again: keep the application object, or its cache in a token store, so that"
                    + " tokens are found there, and look for the loop that asks.";
        }
        String said = consentIsMissing(error) ? CONSENT_REQUIRED : error.error();
        if (personal && PERSON_NEEDED.contains(said)) {
            return said.equals(CONSENT_REQUIRED)
                    ? "Sign the user in again, so that they or an administrator can consent."
                    : "Sign the user in again.";
        }
        if (passwordIsForgotten(error)) {
            return "The person forgot their password: begin a sign-in with the policy that resets it.";
        }
        if (wasDeclined(error, who)) {
            return "The sign-in was declined; start again when the user agrees.";
        }
        if (EntraCode.isOfMissingProof(error)) {
            return "The application gave no proof of who it is, and its registration asks for it. Register it as a public"
                    + " client (its redirect URI on the platform \"Mobile and desktop applications\"; \"Allow public client"
                    + " flows\" for device codes and passwords), or build it with its credential.";
        }
        return switch (said) {
            case "invalid_client" ->
                "Check the client's secret or certificate, and that it is registered for this application.";
            case "unauthorized_client" ->
                "Check the client id, its secret or certificate, the tenant, and that the application may use this flow.";
            case "invalid_scope" -> "Check the scopes; an application on its own behalf asks for {resource}/.default.";
            case CONSENT_REQUIRED -> "Let an administrator consent for the application.";
            case "access_denied" -> "Check what the provider's policies allow this application.";
            case "expired_token", "code_expired" -> "The code was not used in time; start again.";
            case "service_not_available", "temporarily_unavailable", "server_error" -> "Try again later.";
            case "json_parse_failed", "http_status_not_200", "non_parsable_oauth_error" ->
                "Check that this is the identity provider and not a proxy or portal in between.";
            default ->
                error.correlationId()
                        .map(id -> "Look the correlation id " + id + " up in the provider's log.")
                        .orElse("Look at the provider's log.");
        };
    }
}
