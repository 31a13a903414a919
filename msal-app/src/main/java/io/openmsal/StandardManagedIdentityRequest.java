package io.openmsal;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.CachePolicy;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Is itself what makes the call, so that a token from the cache costs neither an id nor a deadline. */
final class StandardManagedIdentityRequest implements ManagedIdentityRequest, Supplier<CallContext> {

    private final StandardManagedIdentityApplication application;
    private final String resource;
    private boolean forceRefresh;
    private MinimumLifetime minimumLifetime = MinimumLifetime.standard();
    private @Nullable String claims;
    private @Nullable String correlationId;
    private Duration timeout;
    private Cancellation cancellation = Cancellation.none();

    StandardManagedIdentityRequest(StandardManagedIdentityApplication application, String resource) {
        this.application = application;
        this.resource = Objects.requireNonNull(resource, "resource");
        this.timeout = application.timeout;
    }

    @Override
    public ManagedIdentityRequest forceRefresh() {
        forceRefresh = true;
        return this;
    }

    @Override
    public ManagedIdentityRequest minimumLifetime(Duration lifetime) {
        if (lifetime.isNegative()) {
            throw new MsalConfigurationException(
                    "invalid_minimum_lifetime", "The minimum lifetime of a token cannot be negative.");
        }
        minimumLifetime = MinimumLifetime.of(lifetime);
        return this;
    }

    @Override
    public ManagedIdentityRequest correlationId(String id) {
        correlationId = Objects.requireNonNull(id, "id");
        return this;
    }

    @Override
    public ManagedIdentityRequest claims(String json) {
        claims = Objects.requireNonNull(json, "json");
        return this;
    }

    @Override
    public ManagedIdentityRequest timeout(Duration limit) {
        timeout = ManagedIdentityApplicationBuilder.positive(limit);
        return this;
    }

    @Override
    public ManagedIdentityRequest cancellation(Cancellation ending) {
        cancellation = Objects.requireNonNull(ending, "ending");
        return this;
    }

    @Override
    public AuthenticationResult execute() {
        CachePolicy policy = new CachePolicy(forceRefresh, Optional.ofNullable(claims), minimumLifetime);
        return application.flow.acquire(resource, policy, this);
    }

    /** Begins the call: from here on its time runs. */
    @Override
    public CallContext get() {
        return new CallContext(
                correlationId == null ? application.random.uuid() : correlationId,
                Deadline.after(application.adapters.clock(), timeout),
                cancellation);
    }

    @Override
    public CompletableFuture<AuthenticationResult> executeAsync(Executor executor) {
        Cancellation own = new Cancellation();
        Cancellation.Registration callers = cancellation.onCancel(own::cancel);
        cancellation = own;
        return CancellableCall.start(this::execute, own, callers, executor);
    }
}
