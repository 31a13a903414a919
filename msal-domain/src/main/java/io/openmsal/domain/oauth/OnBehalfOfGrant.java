package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.util.Objects;

/**
 * The access token a web API received, traded for one to a further API (RFC 7523 §2.1 with the {@code requested_token_use} of
 * Microsoft Entra). It may be traded as often as one likes while it is valid, so it may be sent again.
 *
 * @param userAssertion the access token that arrived, as it arrived
 */
public record OnBehalfOfGrant(Secret userAssertion) implements Grant {

    /** Checks that nothing is missing. */
    public OnBehalfOfGrant {
        Objects.requireNonNull(userAssertion, "userAssertion");
    }

    @Override
    public void addTo(Form form) {
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .put("requested_token_use", "on_behalf_of")
                .put("assertion", userAssertion);
    }

    @Override
    public HttpRequest.Resending resending() {
        return HttpRequest.Resending.ALLOWED;
    }

    @Override
    public Api api() {
        return Api.ON_BEHALF_OF;
    }

    @Override
    public boolean isPersonal() {
        return true;
    }

    @Override
    public String purpose() {
        return "request on behalf of a user";
    }
}
