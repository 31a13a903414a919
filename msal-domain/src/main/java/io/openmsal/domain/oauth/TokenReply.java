package io.openmsal.domain.oauth;

/** What the token endpoint answered. */
public sealed interface TokenReply permits TokensIssued, TokensOfAnotherType, TokenRefused {

    /**
     * The tokens, where a refusal is a failure.
     *
     * @return the tokens
     * @throws io.openmsal.domain.failure.MsalException when the endpoint refused, or issued another type of token than was asked for
     */
    TokensIssued orThrow();
}
