package io.openmsal.domain.federation;

import io.openmsal.domain.exchange.Form;
import io.openmsal.port.http.HttpRequest;
import java.net.URI;
import java.util.Objects;

/**
 * One request of a federated sign-in.
 *
 * @param message what is sent
 * @param content what, beside the address, makes it the same request again; secrets too, and nothing that is new each time
 * @param purpose what it is called in messages
 */
record FederationRequest(HttpRequest message, Form content, String purpose) {

    FederationRequest {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(purpose, "purpose");
    }

    URI address() {
        return message.uri();
    }

    @Override
    public String toString() {
        return purpose + " at " + address().getHost();
    }
}
