package io.openmsal.adapter.http;

import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.port.http.ResponseTooLargeException;
import io.openmsal.port.http.TransportClosedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** HttpClient set up to do one exchange and nothing on its own account. Holds every mention of it, so that it is loaded late. */
final class ApacheClient {

    private static final String REQUEST_LEFT = "openmsal.request-left";

    private final HttpSettings settings;
    private final FailureText failures;
    private final CloseableHttpClient client;
    private volatile boolean closed;

    ApacheClient(HttpSettings settings, @Nullable SSLContext context) {
        this.settings = settings;
        this.failures = new FailureText(settings);
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(socket -> new UnloggedConnection(socket))
                        .setTlsSocketStrategy(new LateTls(settings.trust(), context))
                        .setMaxConnTotal(settings.maxConnections())
                        .setMaxConnPerRoute(settings.maxConnectionsPerRoute())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                                .setSocketTimeout(Timeout.of(settings.readTimeout()))
                                // a request that may be sent once must not be lost on a connection the server has
                                // closed
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .build())
                        .build())
                .setRoutePlanner(new Routes(settings))
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(), "request-leaves", (request, scope, chain) -> {
                            scope.clientContext.setAttribute(REQUEST_LEFT, true);
                            return chain.proceed(request, scope);
                        })
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .disableDefaultUserAgent();
        settings.proxy().ifPresent(proxy -> authenticate(builder, proxy));
        this.client = builder.build();
    }

    private static void authenticate(HttpClientBuilder builder, ProxySettings proxy) {
        String username = proxy.username().orElse(null);
        Secret password = proxy.password().orElse(null);
        if (username != null && password != null) {
            BasicCredentialsProvider provider = new BasicCredentialsProvider();
            provider.setCredentials(
                    new AuthScope(proxy.host(), proxy.port()),
                    new UsernamePasswordCredentials(username, password.reveal().toCharArray()));
            builder.setDefaultCredentialsProvider(provider);
        }
    }

    HttpResponse send(HttpRequest request, Exchange exchange) throws IOException {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().asMap().forEach((name, values) -> values.forEach(value -> message.addHeader(name, value)));
        if (!message.containsHeader(ContentCoding.REQUEST_FIELD)) {
            message.addHeader(ContentCoding.REQUEST_FIELD, ContentCoding.NONE);
        }
        if (request.method().equals("POST")) {
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        message.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.ofMilliseconds(exchange.millisAtMost(settings.callTimeout())))
                .setResponseTimeout(Timeout.ofMilliseconds(exchange.millisAtMost(settings.readTimeout())))
                .setProtocolUpgradeEnabled(false)
                .build());
        exchange.onEnd(message::abort);
        HttpClientContext context = HttpClientContext.create();
        try {
            return client.execute(message, context, answer -> {
                requireNotRefusedByProxy(request, answer, context);
                return read(request, message, answer, exchange)
                        .over(ConnectionFacts.of(request, settings, context.getSSLSession()));
            });
        } catch (IOException | RuntimeException failure) {
            throw translated(request, failure, exchange, left(context));
        }
    }

    private void requireNotRefusedByProxy(HttpRequest request, ClassicHttpResponse answer, HttpClientContext context)
            throws IOException {
        if (!left(context)) {
            List<String> challenges =
                    headersOf(answer).asMap().getOrDefault("Proxy-Authenticate", Collections.emptyList());
            throw failures.tunnelRefused(
                    request,
                    answer.getCode(),
                    failures.adviceFor(request, answer.getCode(), ProxyChallenges.in(challenges)));
        }
    }

    private HttpResponse read(
            HttpRequest request, HttpUriRequestBase message, ClassicHttpResponse answer, Exchange exchange)
            throws IOException {
        HttpHeaders headers = headersOf(answer);
        return new HttpResponse(answer.getCode(), headers, bodyOf(request, message, answer, headers, exchange));
    }

    private byte[] bodyOf(
            HttpRequest request,
            HttpUriRequestBase message,
            ClassicHttpResponse answer,
            HttpHeaders headers,
            Exchange exchange)
            throws IOException {
        HttpEntity entity = answer.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        try {
            InputStream content = entity.getContent();
            BodyReader reader = new BodyReader(request.uri().getHost(), answer.getCode(), settings.maxResponseBytes());
            byte[] received = reader.read(content, entity.getContentLength(), exchange);
            return ContentCoding.of(headers).undone(received, request, reader, exchange);
        } catch (ResponseTooLargeException tooLarge) {
            // otherwise closing the answer would read it to its end
            message.abort();
            throw tooLarge;
        }
    }

    private static HttpHeaders headersOf(ClassicHttpResponse answer) {
        FieldLines lines = new FieldLines();
        for (Header field : answer.getHeaders()) {
            lines.add(field.getName(), field.getValue());
        }
        return lines.headers();
    }

    private IOException translated(HttpRequest request, Exception failure, Exchange exchange, boolean left) {
        if (failure instanceof ResponseTooLargeException
                || failure instanceof RequestNotSentException
                || failure instanceof UnreadableAnswerException) {
            return (IOException) failure;
        }
        InterruptedIOException over = exchange.endingFailure();
        if (over != null) {
            return over instanceof SocketTimeoutException && isWaitForConnection(failure)
                    ? failures.noConnectionFree(request, failure)
                    : over;
        }
        if (!left && closed) {
            return new TransportClosedException();
        }
        return left
                ? failures.noWholeAnswer(
                        request, failure instanceof NoHttpResponseException ? closed(failure) : failure)
                : failures.notSent(request, failure);
    }

    /** Whoever ends the wait may be the pool or, by aborting the request, the watch. */
    private static boolean isWaitForConnection(Exception failure) {
        return failure instanceof ConnectionRequestTimeoutException || failure instanceof CancellationException;
    }

    /** In the words of the JDK for a connection that ends without an answer, as after a certificate that is not taken. */
    private static SocketException closed(Exception failure) {
        SocketException closed = new SocketException("The server closed the connection without an answer");
        closed.initCause(failure);
        return closed;
    }

    private static boolean left(HttpClientContext context) {
        return context.getAttribute(REQUEST_LEFT) != null;
    }

    void close() {
        closed = true;
        client.close(CloseMode.IMMEDIATE);
    }

    /** Goes through the proxy, except to the hosts that are reached directly. */
    private static final class Routes extends DefaultRoutePlanner {

        private final HttpSettings settings;

        Routes(HttpSettings settings) {
            super(DefaultSchemePortResolver.INSTANCE);
            this.settings = settings;
        }

        @Override
        protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
            return settings.proxyFor(target.getHostName())
                    .map(proxy -> new HttpHost("http", proxy.host(), proxy.port()))
                    .orElse(null);
        }
    }
}
