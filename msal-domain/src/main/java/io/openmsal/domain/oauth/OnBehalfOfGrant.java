package io.openmsal.domain.oauth;

import io.openmsal.domain.authority.OnBehalfOfProtocol;
import io.openmsal.domain.exchange.Form;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.util.Objects;

/**
 * The access token a web API received, traded for one to a further API in the way that the provider offers. It may be traded as often
 * as one likes while it is valid, so it may be sent again.
 *
 * @param protocol how the provider is asked
 * @param userAssertion the access token that arrived, as it arrived
 */
public record OnBehalfOfGrant(OnBehalfOfProtocol protocol, Secret userAssertion) implements Grant {

    /** Checks that nothing is missing. */
    public OnBehalfOfGrant {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(userAssertion, "userAssertion");
    }

    @Override
    public void addTo(Form form) {
        protocol.addTo(form, userAssertion);
    }

    @Override
    public boolean isAnsweredBy(TokensIssued issued) {
        return protocol.isAnsweredBy(issued.issuedTokenType());
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
    public WhoActs whoActs() {
        return WhoActs.PERSON;
    }

    @Override
    public String purpose() {
        return "request on behalf of a user";
    }
}
