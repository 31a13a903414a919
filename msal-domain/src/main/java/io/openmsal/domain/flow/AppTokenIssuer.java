package io.openmsal.domain.flow;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.oauth.TokensIssued;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.token.Scopes;

/** Who issues an application's own tokens: the token endpoint, or a provider that the application brings. */
@FunctionalInterface
interface AppTokenIssuer {

    /**
     * Issues one.
     *
     * @throws MsalException when there is none
     */
    TokensIssued issue(Authority authority, Scopes scopes, RequestShape shape, CallContext call);
}
