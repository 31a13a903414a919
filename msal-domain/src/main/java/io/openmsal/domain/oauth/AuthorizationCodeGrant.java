package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * An authorization code (RFC 6749 §4.1.3) with the verifier that proves who asked for it (RFC 7636 §4.5). Works once.
 *
 * @param code the code
 * @param codeVerifier the verifier
 * @param redirectUri the same as in the authorization request
 * @param homeAccountId whose it is, as far as that is known
 * @param api who fetched it: the application, or the library through a browser
 */
public record AuthorizationCodeGrant(
        Secret code, Secret codeVerifier, URI redirectUri, Optional<String> homeAccountId, Api api) implements Grant {

    /** Checks that nothing is missing. */
    public AuthorizationCodeGrant {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(codeVerifier, "codeVerifier");
        Objects.requireNonNull(redirectUri, "redirectUri");
        Objects.requireNonNull(homeAccountId, "homeAccountId");
        Objects.requireNonNull(api, "api");
    }

    @Override
    public void addTo(Form form) {
        form.put("grant_type", "authorization_code")
                .put("code", code)
                .put("code_verifier", codeVerifier)
                .put("redirect_uri", redirectUri.toString());
    }

    @Override
    public HttpRequest.Resending resending() {
        return HttpRequest.Resending.ONLY_IF_UNSENT;
    }

    @Override
    public WhoActs whoActs() {
        return WhoActs.PERSON_SIGNING_IN;
    }

    @Override
    public Optional<String> anchorMailbox() {
        return homeAccountId.flatMap(AnchorMailbox::ofAccount);
    }

    @Override
    public String purpose() {
        return "redemption of the authorization code";
    }
}
