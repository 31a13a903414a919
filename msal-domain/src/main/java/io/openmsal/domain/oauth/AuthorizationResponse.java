package io.openmsal.domain.oauth;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.authority.Endpoints;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Scrubber;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalUntrustedResponseException;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.port.Secret;
import io.openmsal.port.browser.RedirectParameters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Optional;

/** What the browser brought back from the sign-in page (RFC 6749 §4.1.2). Trusted only after its state was recognised. */
public final class AuthorizationResponse {

    private final RedirectParameters parameters;

    /**
     * Takes the response.
     *
     * @param parameters the parameters of the request to the redirect URI
     */
    public AuthorizationResponse(RedirectParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * The authorization code.
     *
     * @param expectedState the state that was sent
     * @param authority where the person was sent
     * @param endpoints its addresses
     * @param call the call
     * @return the code
     * @throws MsalUntrustedResponseException when the state is another, or the issuer is, or is missing where it is promised (RFC 9207 §2.4)
     * @throws MsalException when the answer is a refusal, or neither code nor refusal
     */
    public Secret codeFor(String expectedState, Authority authority, Endpoints endpoints, CallContext call) {
        String state = parameters.value("state").orElse("");
        if (!MessageDigest.isEqual(
                expectedState.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8))) {
            throw untrusted(
                    "state_mismatch", "carries another state, so it belongs to another sign-in", authority, call);
        }
        Optional<String> issuer = parameters.value("iss");
        if (issuer.isPresent() && !authority.answers(issuer.get(), endpoints)) {
            throw untrusted("issuer_mismatch", "comes from another issuer", authority, call);
        }
        Optional<String> error = parameters.value("error");
        if (error.isPresent()) {
            throw refusal(error.get(), authority, call);
        }
        // not of refusals, which redeem nothing: known providers forget it there
        if (!issuer.isPresent() && endpoints.issuerInResponses()) {
            throw untrusted("issuer_mismatch", "does not name its issuer, as the provider promises", authority, call);
        }
        return parameters.value("code").map(Secret::of).orElseThrow(() -> refusal("invalid_response", authority, call));
    }

    private MsalException refusal(String error, Authority authority, CallContext call) {
        Scrubber scrubber = new Scrubber(Collections.emptyList());
        ServiceError bare = new ServiceError(
                authority.host(),
                0,
                scrubber.scrub(error),
                parameters.value("error_description").map(scrubber::scrub).orElse(""),
                Collections.emptyList(),
                parameters.value("error_subcode").map(scrubber::scrub).orElse(null),
                parameters.value("claims").orElse(null),
                call.correlationId(),
                null);
        ServiceError said = bare.withErrorUri(
                parameters.value("error_uri").map(scrubber::scrub).orElse(null));
        return OAuthFailure.of(said, "The sign-in was refused: " + said + ".", WhoActs.PERSON_SIGNING_IN);
    }

    private static MsalUntrustedResponseException untrusted(
            String code, String what, Authority authority, CallContext call) {
        return new MsalUntrustedResponseException(
                code,
                "The answer to the sign-in at " + authority.host() + " was refused: it " + what
                        + ". Nothing was redeemed. Start the sign-in again; if this repeats, it may be an attack.",
                call.correlationId(),
                null);
    }
}
