package io.openmsal;

import io.openmsal.domain.authority.Authority;
import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.Scopes;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The options that every request takes. Is itself what makes the call when something has to be sent, so that a token from the
 * cache costs neither an id nor a deadline.
 */
abstract class RequestOptions<R extends TokenRequest<R>> implements TokenRequest<R>, Supplier<CallContext> {

    final Engine engine;
    private final String[] scopes;
    private @Nullable String tenant;
    private @Nullable String claims;
    private @Nullable String correlationId;
    private @Nullable Duration timeout;
    private Cancellation cancellation = Cancellation.none();

    RequestOptions(Engine engine, String... scopes) {
        this.engine = engine;
        this.scopes = scopes;
    }

    abstract R self();

    /** How long this kind of request may take when nothing else is said; empty for as long as it takes. */
    Optional<Duration> defaultTimeout() {
        return Optional.of(engine.timeout);
    }

    @Override
    public R correlationId(String id) {
        correlationId = Objects.requireNonNull(id, "id");
        return self();
    }

    @Override
    public R claims(String json) {
        claims = Objects.requireNonNull(json, "json");
        return self();
    }

    @Override
    public R timeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new MsalConfigurationException("invalid_timeout", "A timeout must be longer than nothing.");
        }
        timeout = limit;
        return self();
    }

    @Override
    public R cancellation(Cancellation ending) {
        cancellation = Objects.requireNonNull(ending, "ending");
        return self();
    }

    public R tenant(String other) {
        tenant = Objects.requireNonNull(other, "other");
        return self();
    }

    final Scopes scopes() {
        return Scopes.requested(scopes);
    }

    final @Nullable String tenant() {
        return tenant;
    }

    final Optional<String> claims() {
        return Optional.ofNullable(claims);
    }

    final Authority authority() {
        return tenant == null ? engine.authority : engine.authority.withTenant(tenant);
    }

    /** Begins the call: from here on its time runs. */
    @Override
    public CallContext get() {
        Optional<Duration> limit = timeout == null ? defaultTimeout() : Optional.of(timeout);
        Deadline deadline = limit.isPresent() ? Deadline.after(engine.adapters.clock(), limit.get()) : Deadline.none();
        return new CallContext(correlationId == null ? engine.random.uuid() : correlationId, deadline, cancellation);
    }

    @Override
    public CompletableFuture<AuthenticationResult> executeAsync(Executor executor) {
        Cancellation own = new Cancellation();
        Cancellation.Registration callers = cancellation.onCancel(own::cancel);
        cancellation = own;
        return CancellableCall.start(this::execute, own, callers, executor);
    }
}
