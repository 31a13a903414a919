package sample.adapter;

import io.openmsal.port.Cancellation;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.port.http.ResponseTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLHandshakeException;

/** Sends through the client of {@code java.net.http} that the application has already: with its proxy, trust and executor. */
public final class JavaNetTransport implements HttpTransport {

    private static final int LARGEST_BODY = 1 << 20;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final HttpClient client;

    /**
     * Wraps a client.
     *
     * @param client one without redirects, authenticator and cookies, as clients are unless told otherwise
     * @throws IllegalArgumentException for any other, such as one that would answer a server's 401 with the proxy's password
     */
    public JavaNetTransport(HttpClient client) {
        if (client.authenticator().isPresent()
                || client.cookieHandler().isPresent()
                || client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("This client answers 401, keeps cookies or follows redirects by itself."
                    + " Make one for tokens without authenticator and cookies, which follows no redirects.");
        }
        this.client = client;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        String host = request.uri().getHost();
        if (request.deadline().hasPassed()) {
            throw new SocketTimeoutException("No time was left to ask " + host + ".");
        }
        if (request.cancellation().isCancelled()) {
            throw new InterruptedIOException("Cancelled before " + host + " was asked.");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<java.net.http.HttpResponse<Void>> answer = client.sendAsync(
                translated(request), BodyHandlers.ofByteArrayConsumer(part -> collect(part, body, host)));
        try (Cancellation.Registration ignored = request.cancellation().onCancel(() -> answer.cancel(true))) {
            long patience = request.deadline().remainingAtMost(LONGEST).toMillis();
            java.net.http.HttpResponse<Void> head = answer.get(patience, TimeUnit.MILLISECONDS);
            HttpHeaders headers = HttpHeaders.of(head.headers().map());
            boolean folded =
                    headers.first("Content-Encoding").filter("gzip"::equals).isPresent();
            byte[] plain = folded ? unfolded(body.toByteArray(), host) : body.toByteArray();
            return new HttpResponse(head.statusCode(), headers, plain);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException(host + " did not answer in time.");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + host + " was asked.");
        } catch (ExecutionException | CancellationException failed) {
            throw failure(request, Objects.requireNonNullElse(failed.getCause(), failed));
        } finally {
            boolean unused = answer.cancel(true);
        }
    }

    private static void collect(Optional<byte[]> part, ByteArrayOutputStream body, String host) {
        part.ifPresent(body::writeBytes);
        if (body.size() > LARGEST_BODY) {
            throw new UncheckedIOException(new ResponseTooLargeException(host, LARGEST_BODY));
        }
    }

    private static byte[] unfolded(byte[] body, String host) throws IOException {
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(body)).readNBytes(LARGEST_BODY + 1);
        if (plain.length > LARGEST_BODY) {
            throw new ResponseTooLargeException(host, LARGEST_BODY);
        }
        return plain;
    }

    private static java.net.http.HttpRequest translated(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(request.uri())
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept-Encoding", "identity")
                .method(request.method(), java.net.http.HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().asMap().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.build();
    }

    /** The kind of failure and the host, and no cause: messages of others may repeat what was sent. */
    private static IOException failure(HttpRequest request, Throwable cause) {
        String host = request.uri().getHost();
        if (request.cancellation().isCancelled()) {
            return new InterruptedIOException("Cancelled while " + host + " was asked.");
        }
        if (cause instanceof UncheckedIOException) {
            return new ResponseTooLargeException(host, LARGEST_BODY);
        }
        if (cause instanceof ConnectException || cause instanceof SSLHandshakeException) {
            return new RequestNotSentException(host + " could not be reached.", cause);
        }
        return new IOException(
                host + " gave no whole answer: " + cause.getClass().getSimpleName() + ".");
    }
}
