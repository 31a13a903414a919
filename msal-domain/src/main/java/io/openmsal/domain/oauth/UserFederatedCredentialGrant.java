package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * Microsoft's {@code user_fic}: an agent trades a token it got for itself for one of a person it may act for. It may be traded as often as one
 * likes while it is valid, so it may be sent again.
 *
 * @param credential the token the agent got for itself
 * @param user the person
 * @param tenant the tenant that is asked
 */
public record UserFederatedCredentialGrant(Secret credential, FederatedUser user, String tenant) implements Grant {

    /** Checks that nothing is missing. */
    public UserFederatedCredentialGrant {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(tenant, "tenant");
        if (credential.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_user_federated_identity_credential",
                    "The federated credential is empty, so nothing was sent. Pass the token that the agent got for itself.");
        }
    }

    @Override
    public void addTo(Form form) {
        form.put("grant_type", "user_fic").put("user_federated_identity_credential", credential);
        user.addTo(form);
    }

    @Override
    public HttpRequest.Resending resending() {
        return HttpRequest.Resending.ALLOWED;
    }

    @Override
    public Api api() {
        return Api.USER_FEDERATED_CREDENTIAL;
    }

    @Override
    public WhoActs whoActs() {
        return WhoActs.PERSON;
    }

    @Override
    public Optional<String> anchorMailbox() {
        return user.anchorMailbox(tenant);
    }

    @Override
    public String purpose() {
        return "request of an agent for a user";
    }
}
