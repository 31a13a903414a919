package sample.adapter;

import io.openmsal.port.Cancellation;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.port.http.ResponseTooLargeException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** Sends as the OkHttp client does that the application has already: over its connections, with its proxy, trust and pins. */
public final class OkHttpTransport implements HttpTransport {
    private static final int LARGEST_BODY = 1 << 20;
    private static final String STATUS = "unjudged-status";
    private final OkHttpClient client;

    /** Copies a client that the application has, without what sees its calls, changes them or keeps answers. */
    public OkHttpTransport(OkHttpClient client) {
        OkHttpClient.Builder copy = client.newBuilder();
        copy.interceptors().clear();
        copy.networkInterceptors().clear();
        this.client = copy.eventListener(EventListener.NONE)
                .cache(null)
                .cookieJar(CookieJar.NO_COOKIES)
                .addNetworkInterceptor(OkHttpTransport::unjudged)
                .retryOnConnectionFailure(false)
                .build();
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException {
        String host = request.uri().getHost();
        if (request.deadline().hasPassed()) {
            throw new SocketTimeoutException("No time was left to ask " + host + ".");
        }
        Call call = client.newCall(translated(request));
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        try (Cancellation.Registration ignored = request.cancellation().onCancel(call::cancel)) {
            call.enqueue(new Callback() {
                @Override
                public void onResponse(Call answered, Response response) {
                    try (response) {
                        answer.complete(whole(host, response));
                    } catch (IOException broken) {
                        answer.completeExceptionally(broken);
                    }
                }

                @Override
                public void onFailure(Call failed, IOException failure) {
                    answer.completeExceptionally(failure);
                }
            });
            return answer.get(
                    request.deadline().remainingAtMost(Duration.ofMinutes(2)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException(host + " did not answer in time.");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + host + " was asked.");
        } catch (ExecutionException failed) {
            throw failure(request, host, Objects.requireNonNullElse(failed.getCause(), failed));
        } finally {
            call.cancel();
        }
    }

    /** OkHttp redirects, asks again or gives up by the status, so it gets to see none. */
    private static Response unjudged(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.newBuilder()
                .code(200)
                .header(STATUS, "" + response.code())
                .build();
    }

    private static Request translated(HttpRequest request) {
        Request.Builder builder = new Request.Builder()
                .url(request.uri().toString())
                .method(request.method(), request.method().equals("GET") ? null : RequestBody.create(request.body()));
        request.headers().asMap().forEach((name, values) -> values.forEach(value -> builder.addHeader(name, value)));
        return builder.build();
    }

    private static HttpResponse whole(String host, Response response) throws IOException {
        BufferedSource source = response.body().source();
        int status = Integer.parseInt(response.header(STATUS, "0"));
        if (source.request(LARGEST_BODY + 1)) {
            throw new ResponseTooLargeException(host, LARGEST_BODY, status);
        }
        return new HttpResponse(status, HttpHeaders.of(response.headers().toMultimap()), source.readByteArray());
    }

    /** The kind of failure and the host, and no cause: messages of others may repeat what was sent. */
    private static IOException failure(HttpRequest request, String host, Throwable cause) {
        if (request.cancellation().isCancelled()) {
            return new InterruptedIOException("Cancelled while " + host + " was asked.");
        }
        if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
            return new RequestNotSentException(host + " could not be reached.", cause);
        }
        String kind = cause.getClass().getSimpleName();
        return cause instanceof ResponseTooLargeException same ? same : new IOException(host + " broke off: " + kind);
    }
}
