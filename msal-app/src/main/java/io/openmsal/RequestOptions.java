package io.openmsal;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.shape.SignedHttpRequest;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The options of requests to an authority: for which scopes, and of which tenant. */
abstract class RequestOptions<R extends TokenRequest<R>> extends CallOptions<R> {

    final Engine engine;
    private String[] scopes;
    private @Nullable String tenant;

    RequestOptions(Engine engine, String... scopes) {
        super(engine.calls);
        this.engine = engine;
        this.scopes = scopes;
    }

    public R tenant(String other) {
        tenant = Objects.requireNonNull(other, "other");
        return self();
    }

    public R proofOfPossession(SignedHttpRequest request) {
        return presentedBy(AuthenticationScheme.signedHttpRequest(
                request,
                request.key().orElseGet(engine.proofKeys),
                engine.adapters.codec(),
                engine.adapters.clock(),
                engine.random::next));
    }

    public R sshCertificate(String publicKey, String keyId) {
        return presentedBy(AuthenticationScheme.sshCertificate(publicKey, keyId));
    }

    /** The executor may come to it when the caller's array has changed; who executes on their own thread pays for no copy. */
    @Override
    public CompletableFuture<AuthenticationResult> executeAsync(Executor executor) {
        scopes = scopes.clone();
        return super.executeAsync(executor);
    }

    /** What a token for a web API is asked for. */
    final Scopes scopes() {
        return Scopes.requested(scopes);
    }

    /** What is asked for beside the sign-in itself. */
    final Scopes scopesOfSignIn() {
        return Scopes.ofSignIn(scopes);
    }

    final @Nullable String tenant() {
        return tenant;
    }

    final Authority authority() {
        return tenant == null ? engine.authority : engine.authority.withTenant(tenant);
    }
}
