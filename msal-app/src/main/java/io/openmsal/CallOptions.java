package io.openmsal;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.CallTally;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.flow.CachePolicy;
import io.openmsal.domain.oauth.RandomValues;
import io.openmsal.domain.shape.AuthenticationScheme;
import io.openmsal.domain.shape.RequestExtras;
import io.openmsal.domain.shape.RequestShape;
import io.openmsal.domain.shape.TokenSharing;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.domain.token.MinimumLifetime;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.event.EventSink;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The options of a call, of which each kind of request shows those that make sense for it. Is itself what makes the call when
 * something has to be sent, so that a token from the cache costs neither an id nor a deadline.
 */
abstract class CallOptions<R extends TokenRequest<R>> implements TokenRequest<R>, Supplier<CallContext> {

    private final CallSettings settings;
    private RequestShape shape = RequestShape.PLAIN;
    private @Nullable String correlationId;
    private @Nullable Duration timeout;
    private @Nullable Deadline latest;
    private Cancellation cancellation = Cancellation.none();
    private boolean forceRefresh;
    private @Nullable MinimumLifetime minimumLifetime;
    private @Nullable CallContext begun;

    CallOptions(CallSettings settings) {
        this.settings = settings;
    }

    abstract R self();

    /** What operators know this kind of request by. */
    abstract TokenCall kind();

    /** Gets the token, unreported. */
    abstract AuthenticationResult acquire();

    /** Nobody pays for a report that nobody reads. */
    @Override
    public final AuthenticationResult execute() {
        EventSink events = settings.events();
        return EventSink.none().equals(events) ? acquire() : report(events).on(this::acquire);
    }

    /** Looks once, unreported as long as there is nothing to tell. */
    final Optional<AuthenticationResult> look(Supplier<Optional<AuthenticationResult>> once) {
        EventSink events = settings.events();
        return EventSink.none().equals(events) ? once.get() : report(events).onLook(once);
    }

    /** Makes the first of several steps. */
    final <T> T firstStep(Supplier<T> step) {
        EventSink events = settings.events();
        return EventSink.none().equals(events) ? step.get() : report(events).onBeginning(step);
    }

    private CallReport report(EventSink events) {
        return new CallReport(kind(), events, settings.clock(), this::tally);
    }

    private Optional<CallTally> tally() {
        return Optional.ofNullable(begun).map(CallContext::tally);
    }

    /** How long this kind of request may take when nothing else is said; empty for as long as it takes. */
    Optional<Duration> defaultTimeout() {
        return Optional.of(settings.timeout());
    }

    @Override
    public R correlationId(String id) {
        // it becomes a header and stands in lines of logs
        if (!Objects.requireNonNull(id, "id").matches("[!-~]{1,128}")) {
            throw new MsalConfigurationException(
                    "invalid_correlation_id",
                    "A correlation id has 1 to 128 visible ASCII characters and no space, and this one does not. Pass such"
                            + " as a UUID, or none to have one made.");
        }
        correlationId = id;
        return self();
    }

    @Override
    public R claims(String json) {
        shape = shape.answering(Optional.of(json));
        return self();
    }

    @Override
    public R timeout(Duration limit) {
        timeout = OptionChecks.timeout(limit);
        return self();
    }

    @Override
    public R deadline(Deadline end) {
        latest = Objects.requireNonNull(end, "end");
        return self();
    }

    @Override
    public R cancellation(Cancellation ending) {
        cancellation = Objects.requireNonNull(ending, "ending");
        return self();
    }

    public R extraBodyParameter(String name, String value, TokenSharing sharing) {
        return extended(shape.extras().withBodyParameter(name, value, sharing));
    }

    public R extraQueryParameter(String name, String value, TokenSharing sharing) {
        return extended(shape.extras().withQueryParameter(name, value, sharing));
    }

    public R extraHeader(String name, String value, TokenSharing sharing) {
        return extended(shape.extras().withHeader(name, value, sharing));
    }

    public R clientClaims(String json) {
        shape = shape.withClientClaims(json);
        return self();
    }

    public R fmiPath(String path) {
        shape = shape.forFmiPath(path);
        return self();
    }

    R presentedBy(AuthenticationScheme scheme) {
        shape = shape.presentedBy(scheme);
        return self();
    }

    private R extended(RequestExtras extras) {
        shape = shape.with(extras);
        return self();
    }

    public R forceRefresh() {
        forceRefresh = true;
        return self();
    }

    public R minimumLifetime(Duration lifetime) {
        if (lifetime.isNegative()) {
            throw new MsalConfigurationException(
                    "invalid_minimum_lifetime", "The minimum lifetime of a token cannot be negative.");
        }
        minimumLifetime = MinimumLifetime.of(lifetime);
        return self();
    }

    final RequestShape shape() {
        return shape;
    }

    final CachePolicy policy() {
        return policyOf(shape);
    }

    final CachePolicy policyOf(RequestShape asked) {
        if (!forceRefresh && minimumLifetime == null && asked.equals(RequestShape.PLAIN)) {
            return CachePolicy.DEFAULT;
        }
        return new CachePolicy(
                forceRefresh, asked, minimumLifetime == null ? MinimumLifetime.standard() : minimumLifetime);
    }

    /** Begins the call: from here on its time runs. */
    @Override
    public CallContext get() {
        CallContext call = new CallContext(
                correlationId == null ? RandomValues.correlationId() : correlationId, deadlineFromNow(), cancellation);
        begun = call;
        return call;
    }

    private Deadline deadlineFromNow() {
        Optional<Duration> limit = timeout == null ? defaultTimeout() : Optional.of(timeout);
        Deadline own = limit.isPresent() ? Deadline.after(settings.clock(), limit.get()) : Deadline.none();
        return latest == null ? own : own.earlier(latest);
    }

    @Override
    public CompletableFuture<AuthenticationResult> executeAsync(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        Cancellation callers = cancellation;
        cancellation = new Cancellation();
        return CancellableCall.start(this::execute, cancellation, callers, deadlineFromNow(), executor);
    }
}
