package io.openmsal.domain.managedidentity;

import io.openmsal.domain.exchange.CallContext;
import io.openmsal.domain.exchange.Callback;
import io.openmsal.domain.exchange.Scrubber;
import io.openmsal.domain.exchange.ServerExchange;
import io.openmsal.domain.exchange.ServerReply;
import io.openmsal.domain.failure.MsalCancelledException;
import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.failure.MsalTransportException;
import io.openmsal.domain.json.JsonObject;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import io.openmsal.port.Secret;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.Event;
import io.openmsal.port.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call to a source of managed identities: the environment, and what sends with the host's own retries within the caller's
 * deadline. Made for one call, on one thread.
 */
public final class SourceCall {

    private final String source;
    private final SourceExchange world;
    private final ServerExchange exchange;
    private final CallContext context;
    private RetryTable patience = RetryTable.none();

    SourceCall(String source, SourceExchange world, ServerExchange exchange, CallContext context) {
        this.source = source;
        this.world = world;
        this.exchange = exchange;
        this.context = context;
    }

    /**
     * The variables and files around the process.
     *
     * @return the environment
     */
    public Environment environment() {
        return world.environment;
    }

    /**
     * The id that ties this call to the host's log.
     *
     * @return the caller's, or a random one
     */
    public String correlationId() {
        return context.correlationId();
    }

    /**
     * The time.
     *
     * @return the instant by the application's clock
     */
    public Instant now() {
        return world.clock.instant();
    }

    /**
     * Ends the call when it has no time left or was cancelled.
     *
     * @throws MsalException when it is over
     */
    public void stopIfOver() {
        ServerExchange.stopIfOver(purpose(), context);
    }

    /**
     * The same call, sending only to the holder of a certificate.
     *
     * @param sha1Thumbprint the certificate's SHA-1 as 40 lower-case hex digits
     * @return a call whose requests leave once the certificate was seen
     * @throws MsalConfigurationException when the application was given nothing that can pin certificates
     */
    public SourceCall pinnedTo(String sha1Thumbprint) {
        ServerExchange pinned = world.pinnedTo(sha1Thumbprint);
        if (pinned == null) {
            throw new MsalConfigurationException(
                    "pinned_transport_required",
                    source + " shows a certificate that is trusted by its thumbprint alone, which the application's"
                            + " transport cannot be told. Give the application PinnedTransports.");
        }
        return new SourceCall(source, world, pinned, context);
    }

    /**
     * Sends once, for a short while.
     *
     * @param request what to send
     * @param allowance the most it may take, within the caller's deadline
     * @return the answer, whatever its status
     * @throws MsalException when no whole answer arrived
     */
    public ServerReply sendOnce(HttpRequest request, Duration allowance) {
        return exchange.send(
                request.withResending(HttpRequest.Resending.ONLY_IF_UNSENT),
                purpose(),
                context.limitedTo(allowance, world.clock));
    }

    /**
     * Sends, and sends again as the table says, as long as the caller's deadline allows.
     *
     * @param request what to send
     * @param retries after which answers to try again, and when
     * @return the last answer, whatever its status
     * @throws MsalException when no whole answer arrived in the end
     */
    public ServerReply send(HttpRequest request, RetryTable retries) {
        // the host's own table decides when to try again, not the transport's
        HttpRequest once = request.withResending(HttpRequest.Resending.ONLY_IF_UNSENT);
        patience = retries;
        RetryTable.Course course = retries.begin();
        while (true) {
            ServerReply reply = null;
            MsalTransportException silence = null;
            try {
                reply = exchange.send(once, purpose(), context);
            } catch (MsalTransportException noAnswer) {
                silence = noAnswer;
            }
            int status = reply == null ? RetryTable.NO_ANSWER : reply.status();
            Optional<Duration> delay = course.delayAfter(status).map(world.jitter::spread);
            if (reply != null) {
                delay = longer(delay, reply.retryAfter());
            }
            if (!delay.isPresent() || !endsInTime(delay.get())) {
                return answerOr(silence, reply);
            }
            tell(status, delay.get());
            pause(delay.get());
        }
    }

    private static ServerReply answerOr(@Nullable MsalTransportException silence, @Nullable ServerReply reply) {
        if (reply != null) {
            return reply;
        }
        throw silence == null ? new IllegalStateException("neither an answer nor a failure") : silence;
    }

    private static Optional<Duration> longer(Optional<Duration> own, Optional<Duration> asked) {
        return own.map(delay -> asked.filter(wish -> wish.compareTo(delay) > 0).orElse(delay));
    }

    private boolean endsInTime(Duration delay) {
        return context.deadline().remainingAtMost(delay.plusMillis(1)).compareTo(delay) > 0;
    }

    private void pause(Duration delay) {
        try {
            world.sleeper.sleep(delay, context.cancellation());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MsalCancelledException(
                    "authentication_canceled",
                    "The thread was interrupted while it waited to ask " + source + " again.",
                    context.correlationId(),
                    interrupted);
        }
        stopIfOver();
    }

    private void tell(int status, Duration delay) {
        world.events.tell(Event.of(Event.Level.INFO, "managed_identity.retry")
                .with("source", source)
                .with("reason", status == RetryTable.NO_ANSWER ? "no answer" : "status " + status)
                .with("wait_ms", delay.toMillis())
                .with("correlationId", context.correlationId()));
    }

    /**
     * The token in an answer.
     *
     * @param reply what the host answered
     * @param refusals reads the host's way of refusing
     * @param sent the secrets that the request carried, so that no message repeats them
     * @return the token
     * @throws MsalException when the answer is a refusal, or no answer of such a host
     */
    public SourceToken tokenIn(ServerReply reply, SourceRefusal.Reader refusals, Secret... sent) {
        SourceFailure failure = failureOf(reply, sent);
        JsonObject json = answerIn(reply, refusals, sent);
        String accessToken = json.string("access_token").orElseThrow(() -> failure.unusable("without an access_token"));
        long expiresIn = TokenLifetime.secondsIn(json, world.clock.millis() / 1000)
                .orElseThrow(() -> failure.unusable(
                        "without a usable expiry: neither expires_in nor expires_on tells a time in the future"));
        String tokenType = json.string("token_type").orElse("Bearer");
        return SourceToken.of(Secret.of(accessToken), tokenType, expiresIn);
    }

    /**
     * What a host said, where it was to say something else than a token.
     *
     * @param reply what the host answered
     * @param refusals reads the host's way of refusing
     * @param sent the secrets that the request carried, so that no message repeats them
     * @return the members of the answer
     * @throws MsalException when the answer is a refusal, or no JSON
     */
    public JsonObject answerIn(ServerReply reply, SourceRefusal.Reader refusals, Secret... sent) {
        return reply.json()
                .filter(json -> reply.isSuccess())
                .orElseThrow(() -> failureOf(reply, sent).refused(refusals));
    }

    /**
     * A member that an answer must have.
     *
     * @param reply what the host answered
     * @param name the member
     * @param value what is there
     * @param <T> the type of the member
     * @return the value
     * @throws MsalException when there is none
     */
    public <T> T required(ServerReply reply, String name, Optional<T> value) {
        return value.orElseThrow(() -> failureOf(reply).unusable("without a usable " + name));
    }

    /**
     * The same JSON as text.
     *
     * @param members objects, lists, texts, numbers and booleans
     * @return what is sent
     */
    String json(Map<String, @Nullable Object> members) {
        return world.codec.write(members);
    }

    Deadline deadline() {
        return context.deadline();
    }

    Cancellation cancellation() {
        return context.cancellation();
    }

    /**
     * Calls code of the application's own on behalf of this call.
     *
     * @throws MsalException when it failed, or the call was over before it was done
     */
    <T> T callback(String subject, String errorCode, String consequence, Supplier<T> code) {
        return Callback.of(subject, errorCode, consequence, context, code);
    }

    private SourceFailure failureOf(ServerReply reply, Secret... sent) {
        return new SourceFailure(
                source, reply, patience, new Scrubber(Arrays.asList(sent)), world.clock.instant(), context);
    }

    private String purpose() {
        return "managed identity request to " + source;
    }
}
