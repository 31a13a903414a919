package io.openmsal.port.http;

import java.io.IOException;

/**
 * Sends one HTTP request. Every outbound byte of the library passes here: tokens, discovery, metadata, managed identity.
 *
 * <p>One method, so a lambda is an adapter. The contract, which {@code HttpTransportContract} in {@code msal-testing} checks:
 *
 * <ul>
 *   <li>Safe for many threads at once; runs on the caller's thread.
 *   <li>Whatever status the server answers is a response, 4xx and 5xx included; redirects are not followed.
 *   <li>The request's {@linkplain HttpRequest#deadline() deadline} bounds the whole exchange: connecting, TLS, sending,
 *       waiting and reading the last byte.
 *   <li>The request's {@linkplain HttpRequest#cancellation() cancellation} ends it early.
 *   <li>Header names are compared without regard to case.
 *   <li>An adapter that knows how the server was reached may {@linkplain HttpResponse#over say so} with the response.
 *   <li>Nothing of the request or response is logged or put in an exception, except method, host and status.
 * </ul>
 */
@FunctionalInterface
public interface HttpTransport {

    /**
     * Sends a request and returns what came back.
     *
     * @param request what to send
     * @return the answer, whatever its status
     * @throws RequestNotSentException when no byte of the request can have reached a server: sending it again is harmless
     * @throws TransportClosedException when this transport can be closed and was
     * @throws java.io.InterruptedIOException when the deadline passed ({@link java.net.SocketTimeoutException}), the
     *     cancellation was asked for, or the thread was interrupted (its interrupt flag is then set)
     * @throws ResponseTooLargeException when the body is larger than the adapter is willing to hold; has the status where it is known
     * @throws IOException when no whole answer arrived for any other reason; the server may have acted on the request
     */
    HttpResponse send(HttpRequest request) throws IOException;
}
