package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * A user name and a password (RFC 6749 §4.3). Not sent again once it left: each wrong try may count towards locking the account.
 *
 * @param username the user name
 * @param password the password
 */
public record PasswordGrant(String username, Secret password) implements Grant {

    /** Checks that nothing is missing. */
    public PasswordGrant {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public void addTo(Form form) {
        form.put("grant_type", "password").put("username", username).put("password", password);
    }

    @Override
    public HttpRequest.Resending resending() {
        return HttpRequest.Resending.ONLY_IF_UNSENT;
    }

    @Override
    public Api api() {
        return Api.USERNAME_PASSWORD;
    }

    @Override
    public WhoActs whoActs() {
        return WhoActs.PERSON;
    }

    /** {@code invalid_grant} means the name or the password (RFC 6749 §5.2), unless the provider's own number says otherwise. */
    @Override
    public boolean wasMistyped(ServiceError error) {
        return error.error().equals("invalid_grant") && EntraCode.isOfNameOrPassword(error);
    }

    @Override
    public Optional<String> anchorMailbox() {
        return AnchorMailbox.ofUsername(username);
    }

    @Override
    public String purpose() {
        return "sign-in with user name and password";
    }
}
