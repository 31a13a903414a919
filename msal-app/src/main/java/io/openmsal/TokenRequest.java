package io.openmsal;

import io.openmsal.domain.failure.MsalConfigurationException;
import io.openmsal.domain.failure.MsalException;
import io.openmsal.domain.token.AuthenticationResult;
import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One request for a token: set options, then execute, once. Not for many threads.
 *
 * @param <R> the kind of request, so that options chain
 */
public interface TokenRequest<R extends TokenRequest<R>> {

    /**
     * Sets the id that ties this call to the server's log.
     *
     * @param id sent as {@code client-request-id}, 1 to 128 visible ASCII characters; a random UUID when it is not set
     * @return this request
     * @throws MsalConfigurationException when it has others, or more, or none
     */
    R correlationId(String id);

    /**
     * Passes a claims challenge on to the server (OpenID Connect Core §5.5), as a web API or a refusal gave it. No token from
     * the cache will do then.
     *
     * @param json a JSON object; a blank text is no challenge
     * @return this request
     */
    R claims(String json);

    /**
     * Bounds the whole acquisition: discovery, waiting for others, retries, and the person.
     *
     * @param limit how long from {@link #execute()} on; a minute by default, five where a person has to act, a device code's
     *     own lifetime for a device code
     * @return this request
     */
    R timeout(Duration limit);

    /**
     * Ends the acquisition with the work that it is a part of, if its own time is not over before.
     *
     * @param end by when it must be over, such as that of the call for which a callback of yours gets a token
     * @return this request
     */
    R deadline(Deadline end);

    /**
     * Lets another thread end the acquisition.
     *
     * @param ending cancel it to end the acquisition
     * @return this request
     */
    R cancellation(Cancellation ending);

    /**
     * Gets the token on this thread. Honours interruption. A callback of the application runs on this thread too, and is waited for:
     * one that does not keep to the deadline it is told costs a timeout when it comes back.
     *
     * @return the token
     * @throws MsalException when there is none, saying why
     */
    AuthenticationResult execute();

    /**
     * Gets the token on an executor. Whoever waits for the future itself ({@code get}, {@code join}) is answered by the deadline at the
     * latest, and at once after a cancellation, also when the executor is busy or a callback of the application hangs, which nothing can
     * stop: its thread then stays with it. Stages that depend on the future wait for the work to end, or for whoever ends the call before:
     * by a cancellation, or by waiting for the future itself until its time is over. They then run on that thread, once the work of this call was told.
     *
     * @param executor runs the whole acquisition, as one task
     * @return completes with the token, or exceptionally with an {@link MsalException}, also when the executor takes no more work;
     *     cancelling it ends the acquisition
     */
    CompletableFuture<AuthenticationResult> executeAsync(Executor executor);
}
