package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.CacheRefreshReason;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Secret;

/** A refresh token that comes from elsewhere, once, when an application moves to this library. Safe for many threads. */
public final class RefreshTokenFlow {

    private final TokenRedemption redemption;

    /**
     * Makes the flow of one application.
     *
     * @param redemption what fetches tokens
     */
    public RefreshTokenFlow(TokenRedemption redemption) {
        this.redemption = redemption;
    }

    /**
     * Redeems the token; the account and its new tokens are kept, so that silent calls serve from then on. The one that was redeemed is kept
     * where none came in its place. Nothing is kept where the provider does not say whose it is.
     *
     * @param authority who issued it
     * @param refreshToken the token
     * @param scopes what the access token is for
     * @param shape what is asked for beyond them
     * @param call the call
     * @return the token; where nobody was named, also the refresh token that came, which nobody has otherwise
     * @throws MsalException when there is none
     */
    public AuthenticationResult acquire(
            Authority authority, Secret refreshToken, Scopes scopes, RequestShape shape, CallContext call) {
        if (refreshToken.isBlank()) {
            throw new MsalConfigurationException(
                    "invalid_refresh_token",
                    "The refresh token is empty. Pass the one that was kept, or sign in anew.");
        }
        return redemption.takeOver(
                authority, refreshToken, scopes, shape, call.because(CacheRefreshReason.FORCE_REFRESH.code()));
    }
}
