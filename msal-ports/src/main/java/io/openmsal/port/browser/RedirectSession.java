package io.openmsal.port.browser;

import io.openmsal.port.Cancellation;
import io.openmsal.port.Deadline;
import java.net.URI;
import java.util.Optional;

/** One open port that waits for one answer. Closing it frees the port within 100 ms, whatever the browser still does. */
public interface RedirectSession extends AutoCloseable {

    /**
     * The redirect URI to send to the provider.
     *
     * @return {@code http://localhost:{port}}, without a path; host and path are others where the listener was told so
     */
    URI redirectUri();

    /**
     * Waits for the answer. Requests with another path, another method, or a missing or wrong state are answered with an
     * error and do not end the wait.
     *
     * @param deadline when to give up
     * @param cancellation what ends the wait early
     * @return the parameters of the answer, or empty when the deadline passed or the cancellation came first
     * @throws InterruptedException when the waiting thread was interrupted
     * @throws IllegalStateException when the session ended by itself, so that no answer can come any more
     */
    Optional<RedirectParameters> await(Deadline deadline, Cancellation cancellation) throws InterruptedException;

    /** Stops listening and frees the port. May be repeated. */
    @Override
    void close();
}
