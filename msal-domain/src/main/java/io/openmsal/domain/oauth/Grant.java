package io.openmsal.domain.oauth;

import io.openmsal.domain.exchange.Form;
import io.openmsal.domain.failure.ServiceError;
import io.openmsal.port.http.HttpRequest;
import java.util.Optional;

/** What is exchanged for tokens at the token endpoint (RFC 6749 §1.3). A new way of getting tokens is one more member. */
public sealed interface Grant
        permits AuthorizationCodeGrant,
                ClientCredentialsGrant,
                DeviceCodeGrant,
                OnBehalfOfGrant,
                PasswordGrant,
                RefreshTokenGrant,
                SamlAssertionGrant,
                UserFederatedCredentialGrant {

    /**
     * Adds {@code grant_type} and the grant's own parameters.
     *
     * @param form the request's parameters
     */
    void addTo(Form form);

    /**
     * Whether the same request may be sent twice.
     *
     * @return the rule for the transport
     */
    HttpRequest.Resending resending();

    /**
     * Whom a refusal concerns.
     *
     * @return who stands behind the grant
     */
    WhoActs whoActs();

    /**
     * By which way of getting tokens it is used.
     *
     * @return what is reported to the service
     */
    Api api();

    /**
     * Whether what came is what this is exchanged for.
     *
     * @param issued what the provider issued
     * @return false when it must not be used
     */
    default boolean isAnsweredBy(TokensIssued issued) {
        return true;
    }

    /**
     * Whether a refusal means "not yet", so that the very same request is worth sending again.
     *
     * @param error the {@code error} code
     * @return true only while a person is still to act elsewhere
     */
    default boolean isPending(String error) {
        return false;
    }

    /**
     * Whether a refusal only means that something was typed wrongly, so that the same can be tried again.
     *
     * @param error what the provider said
     * @return false where nothing is typed into the application
     */
    default boolean wasMistyped(ServiceError error) {
        return false;
    }

    /**
     * Whose mailbox is close to the data that the request needs (see {@link AnchorMailbox}).
     *
     * @return the person, if they are known before the answer
     */
    default Optional<String> anchorMailbox() {
        return Optional.empty();
    }

    /**
     * What this is called in messages.
     *
     * @return a few words
     */
    String purpose();
}
