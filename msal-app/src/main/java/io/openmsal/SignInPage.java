package io.openmsal;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.flow.AuthorizationParameters;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.oauth.ResponseMode;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** The options of requests that end with the address of a sign-in page. */
abstract class SignInPage<R extends SignInOptions<R>> implements SignInSetters<R> {

    final Engine engine;
    final URI redirectUri;
    private final String[] scopes;
    private final SignInParameters signIn = new SignInParameters();
    private ResponseMode responseMode = ResponseMode.FORM_POST;
    private RequestShape shape = RequestShape.PLAIN;

    SignInPage(Engine engine, URI redirectUri, String... scopes) {
        this.engine = engine;
        this.redirectUri = Objects.requireNonNull(redirectUri, "redirectUri");
        this.scopes = scopes;
    }

    @Override
    public SignInParameters signIn() {
        return signIn;
    }

    public R responseMode(ResponseMode mode) {
        responseMode = Objects.requireNonNull(mode, "mode");
        return chained();
    }

    public R claims(String json) {
        shape = shape.answering(Optional.of(json));
        return chained();
    }

    public R extraQueryParameter(String name, String value) {
        shape = shape.with(shape.extras().withQueryParameter(name, value, TokenSharing.SHARED));
        return chained();
    }

    final ResponseMode responseMode() {
        return responseMode;
    }

    final AuthorizationParameters parameters() {
        return signIn.with(Scopes.ofSignIn(scopes), shape);
    }

    final CallContext call() {
        return new CallContext(
                RandomValues.correlationId(),
                Deadline.after(engine.adapters.clock(), engine.timeout),
                Cancellation.none());
    }
}
