package io.openmsal.domain.flow;

import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.token.AuthenticationResult;

/** Who gets to see the refresh token that comes with the tokens of a person. */
public enum RefreshTokenCustody {
    /** The cache, and nobody else: what is not handed out cannot leak. */
    CACHE_ALONE {
        @Override
        AuthenticationResult handOver(TokensIssued issued, AuthenticationResult result) {
            return result;
        }
    },
    /** The caller too, who keeps it in a place of their own. */
    CALLER_TOO {
        @Override
        AuthenticationResult handOver(TokensIssued issued, AuthenticationResult result) {
            return issued.refreshToken().map(result::withRefreshToken).orElse(result);
        }
    };

    /** The result as the caller gets it. */
    abstract AuthenticationResult handOver(TokensIssued issued, AuthenticationResult result);
}
