package io.openmsal;

import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.browser.RedirectParameters;
import java.util.Map;
import java.util.Objects;

final class StandardAuthorizationCodeRequest extends RequestOptions<AuthorizationCodeRequest>
        implements AuthorizationCodeRequest {

    private final PendingSignIn begun;
    private final RedirectParameters response;
    private PendingSignIn pending;

    StandardAuthorizationCodeRequest(Engine engine, PendingSignIn pending, Map<String, String> response) {
        super(engine);
        this.begun = Objects.requireNonNull(pending, "pending");
        this.pending = pending;
        this.response = new RedirectParameters(response);
    }

    @Override
    AuthorizationCodeRequest self() {
        return this;
    }

    @Override
    public AuthorizationCodeRequest scopes(String... some) {
        pending = begun.forScopes(Scopes.ofSignIn(some));
        return this;
    }

    @Override
    public AuthorizationCodeRequest returnSpaCode() {
        return extraBodyParameter("return_spa_code", "1", TokenSharing.SHARED);
    }

    @Override
    TokenCall kind() {
        return TokenCall.AUTHORIZATION_CODE;
    }

    @Override
    AuthenticationResult acquire() {
        return engine.people().authorizationCode.complete(authority(), pending, response, shape(), get());
    }
}
