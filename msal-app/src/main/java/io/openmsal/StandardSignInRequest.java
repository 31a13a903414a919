package io.openmsal;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.flow.PendingSignIn;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

final class StandardSignInRequest implements SignInRequest, SignInSetters<SignInRequest> {

    private final Engine engine;
    private final URI redirectUri;
    private final String[] scopes;
    private final SignInParameters signIn = new SignInParameters();
    private ResponseMode responseMode = ResponseMode.FORM_POST;
    private RequestShape shape = RequestShape.PLAIN;

    StandardSignInRequest(Engine engine, URI redirectUri, String... scopes) {
        this.engine = engine;
        this.redirectUri = Objects.requireNonNull(redirectUri, "redirectUri");
        this.scopes = scopes;
    }

    @Override
    public SignInRequest chained() {
        return this;
    }

    @Override
    public SignInParameters signIn() {
        return signIn;
    }

    @Override
    public SignInRequest responseMode(ResponseMode mode) {
        responseMode = Objects.requireNonNull(mode, "mode");
        return this;
    }

    @Override
    public SignInRequest claims(String json) {
        shape = shape.answering(Optional.of(json));
        return this;
    }

    @Override
    public SignInRequest extraQueryParameter(String name, String value) {
        shape = shape.with(shape.extras().withQueryParameter(name, value, TokenSharing.SHARED));
        return this;
    }

    @Override
    public PendingSignIn begin() {
        CallContext call = new CallContext(
                engine.random.uuid(), Deadline.after(engine.adapters.clock(), engine.timeout), Cancellation.none());
        return engine.authorizationCode.begin(
                engine.authority, signIn.with(Scopes.requested(scopes), shape), redirectUri, responseMode, call);
    }
}
