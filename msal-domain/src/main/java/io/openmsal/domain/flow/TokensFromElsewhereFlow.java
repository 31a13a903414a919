package io.openmsal.domain.flow;

import io.openmsal.domain.account.Account;
import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.oauth.TokenResponse;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.port.json.JsonCodec;
import java.time.Clock;
import java.time.Instant;

/** Tokens that somebody else obtained for this application, put where silent calls find them. Safe for many threads. */
public final class TokensFromElsewhereFlow {

    private final TokenRedemption redemption;
    private final JsonCodec codec;
    private final Clock clock;

    /**
     * Makes the flow of one application.
     *
     * @param redemption what judges tokens and keeps them
     * @param codec what reads the response
     * @param clock what tells the time
     */
    public TokensFromElsewhereFlow(TokenRedemption redemption, JsonCodec codec, Clock clock) {
        this.redemption = redemption;
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * Keeps the tokens, beside what was received here later; the person is known from then on.
     *
     * @param authority who issued them
     * @param response what the token endpoint answered
     * @param call the call; something is sent only to authorities whose metadata is not known yet
     * @return whose tokens they are
     * @throws MsalException when they must not be kept
     */
    public Account keep(Authority authority, TokenResponse response, CallContext call) {
        Instant now = clock.instant();
        Authority issuer = response.tenant().isPresent()
                ? authority.withTenant(response.tenant().get())
                : authority;
        TokensIssued issued = response.tokens(codec, issuer.host(), now);
        return redemption.keepFromElsewhere(
                issuer, issued, response.scopes(), response.receivedAtMost(now).getEpochSecond(), call);
    }
}
