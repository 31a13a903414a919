package io.openmsal.domain.oauth;

/** What the token endpoint answered. */
public sealed interface TokenReply permits TokensIssued, TokenRefused {

    /**
     * The tokens, where a refusal is a failure.
     *
     * @return the tokens
     * @throws io.openmsal.domain.failure.MsalException when the endpoint refused
     */
    TokensIssued orThrow();
}
