package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.http.HttpRequest;

/** The application on its own behalf (RFC 6749 §4.4). Its credential is the grant. */
public record ClientCredentialsGrant() implements Grant {

    @Override
    public void addTo(Form form) {
        form.put("grant_type", "client_credentials");
    }

    @Override
    public HttpRequest.Resending resending() {
        return HttpRequest.Resending.ALLOWED;
    }

    @Override
    public Api api() {
        return Api.FOR_CLIENT;
    }

    @Override
    public WhoActs whoActs() {
        return WhoActs.APPLICATION;
    }

    @Override
    public String purpose() {
        return "client credentials request";
    }
}
