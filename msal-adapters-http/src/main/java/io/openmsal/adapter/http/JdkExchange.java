package io.openmsal.adapter.http;

import io.openmsal.port.Secret;
import io.openmsal.port.http.HttpConnection;
import io.openmsal.port.http.HttpHeaders;
import io.openmsal.port.http.HttpRequest;
import io.openmsal.port.http.HttpResponse;
import io.openmsal.port.http.RequestNotSentException;
import io.openmsal.port.http.ResponseTooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One request over one {@link HttpURLConnection}. Used once, on one thread. */
final class JdkExchange {

    private static final String TUNNEL_STATUS = "Unable to tunnel.*HTTP/1\\.[01] (\\d{3})";

    private final HttpSettings settings;
    private final HttpRequest request;
    private final Exchange exchange;
    private final @Nullable SSLSocketFactory tlsSockets;
    private final FailureText failures;
    private @Nullable TrackedSockets tracked;
    private boolean connected;
    private boolean passwordGiven;
    private boolean choseNtlm;
    private boolean readByAnother;
    private volatile boolean readingBody;

    JdkExchange(HttpSettings settings, HttpRequest request, Exchange exchange, @Nullable SSLSocketFactory tlsSockets) {
        this.settings = settings;
        this.request = request;
        this.exchange = exchange;
        this.tlsSockets = tlsSockets;
        this.failures = new FailureText(settings);
    }

    HttpResponse run() throws IOException {
        try {
            return converse();
        } catch (IOException | RuntimeException failure) {
            throw translated(failure);
        }
    }

    private HttpResponse converse() throws IOException {
        HttpURLConnection connection = prepared();
        try {
            connection.connect();
            if (tracked != null) {
                tracked.waitAtMost(exchange.millisAtMost(settings.readTimeout()));
            }
            connected = true;
            exchange.requireOpen();
            sendBody(connection);
            int status = connection.getResponseCode();
            readingBody = true;
            exchange.requireOpen();
            if (status < 0) {
                throw new IOException("Not HTTP");
            }
            if (status < 200) {
                throw FailureText.onlyInterim(request, status);
            }
            // before the body: its end closes the connection
            HttpConnection facts = ConnectionFacts.of(request, settings, tracked == null ? null : tracked.session());
            HttpHeaders headers = headersOf(connection);
            return new HttpResponse(status, headers, bodyOf(connection, status, headers)).over(facts);
        } finally {
            // disconnecting waits for whoever reads, so an abandoned reader closes the connection itself
            if (!readByAnother || !exchange.isOver()) {
                connection.disconnect();
            }
        }
    }

    /** One by one, since the map that the JDK makes of them has the lines of one name the wrong way round. */
    private static HttpHeaders headersOf(HttpURLConnection connection) {
        FieldLines lines = new FieldLines();
        // the line before the first is the status
        for (int i = 1; connection.getHeaderField(i) != null; i++) {
            String name = connection.getHeaderFieldKey(i);
            if (name != null) {
                lines.add(name, connection.getHeaderField(i));
            }
        }
        return lines.headers();
    }

    private HttpURLConnection prepared() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection(proxy());
        connection.setRequestMethod(request.method());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(exchange.millisAtMost(settings.connectTimeout()));
        connection.setReadTimeout(exchange.millisAtMost(settings.readTimeout()));
        connection.setAuthenticator(new ProxyCredentials());
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty(ContentCoding.REQUEST_FIELD, ContentCoding.NONE);
        for (Map.Entry<String, List<String>> field : request.headers().asMap().entrySet()) {
            for (String value : field.getValue()) {
                connection.setRequestProperty(field.getKey(), value);
            }
        }
        // a connection of its own: the JDK sends a request again, unasked, when a kept one turns out to be closed
        connection.setRequestProperty("Connection", "close");
        if (request.method().equals("POST")) {
            connection.setDoOutput(true);
            if (tlsSockets == null && request.resending() == HttpRequest.Resending.ONLY_IF_UNSENT) {
                // the one mode in which the JDK never sends a POST again; its price is the body of a 401.
                // over TLS the single socket of TrackedSockets prevents it at no price
                connection.setFixedLengthStreamingMode(request.body().length);
            }
        }
        if (tlsSockets != null && connection instanceof HttpsURLConnection secure) {
            TrackedSockets only = new TrackedSockets(tlsSockets, HostNameCheck.of(settings.trust()));
            tracked = only;
            secure.setSSLSocketFactory(only);
            secure.setHostnameVerifier(only);
            // the tunnel and the handshake are parts of connecting, in which the JDK would wait as for an answer
            secure.setReadTimeout(exchange.millisAtMost(settings.connectTimeout()));
            exchange.onEnd(new CloseOrDisconnect(only, connection));
        } else {
            exchange.onEnd(new DisconnectUnlessRead(connection));
        }
        return connection;
    }

    private record CloseOrDisconnect(TrackedSockets sockets, HttpURLConnection connection) implements Runnable {

        @Override
        public void run() {
            if (!sockets.closeAll()) {
                connection.disconnect();
            }
        }
    }

    /** Once the body is being read, disconnecting would wait for the reader. */
    private final class DisconnectUnlessRead implements Runnable {

        private final HttpURLConnection connection;

        DisconnectUnlessRead(HttpURLConnection connection) {
            this.connection = connection;
        }

        @Override
        public void run() {
            if (!readingBody) {
                connection.disconnect();
            }
        }
    }

    private Proxy proxy() {
        ProxySettings proxy = settings.proxyFor(request.uri().getHost()).orElse(null);
        return proxy == null
                ? Proxy.NO_PROXY
                : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port()));
    }

    private void sendBody(HttpURLConnection connection) throws IOException {
        if (request.method().equals("POST")) {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.body());
            }
        }
    }

    private byte[] bodyOf(HttpURLConnection connection, int status, HttpHeaders headers) throws IOException {
        InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (in == null) {
            return new byte[0];
        }
        BodyReader reader = new BodyReader(request.uri().getHost(), status, settings.maxResponseBytes());
        byte[] received = received(connection, in, status, reader);
        return ContentCoding.of(headers).undone(received, request, reader, exchange);
    }

    private byte[] received(HttpURLConnection connection, InputStream in, int status, BodyReader reader)
            throws IOException {
        long announced = status == 204 || status == 304 ? BodyReader.UNKNOWN_LENGTH : connection.getContentLengthLong();
        boolean arrived = announced >= 0 && in.available() >= announced;
        if (tlsSockets != null || arrived || announced > settings.maxResponseBytes()) {
            return reader.read(in, announced, exchange);
        }
        readByAnother = true;
        return new LateBody(reader, in, announced, exchange).await();
    }

    private IOException translated(Exception failure) {
        if (failure instanceof ResponseTooLargeException || failure instanceof UnreadableAnswerException) {
            return (IOException) failure;
        }
        InterruptedIOException over = exchange.endingFailure();
        if (over != null) {
            return over;
        }
        if (connected) {
            return failures.noWholeAnswer(request, failure);
        }
        Matcher refusal = Pattern.compile(TUNNEL_STATUS).matcher(String.valueOf(failure.getMessage()));
        if (refusal.find()) {
            return refusedTunnel(Integer.parseInt(refusal.group(1)));
        }
        return failures.notSent(request, tracked == null ? failure : beforeSending(tracked, failure));
    }

    private static Exception beforeSending(TrackedSockets tracked, Exception failure) {
        return tracked.hasBegun() && failure instanceof SocketException loss
                ? FailureText.lostInHandshake(loss)
                : tracked.told(failure);
    }

    private RequestNotSentException refusedTunnel(int status) {
        // the JDK keeps the challenges of a proxy to itself
        String advice = failures.adviceFor(request, status, ProxyChallenges.none());
        boolean passwordKeptBack = status == 407
                && !passwordGiven
                && settings.proxyFor(request.uri().getHost())
                        .flatMap(ProxySettings::username)
                        .isPresent();
        return failures.tunnelRefused(request, status, passwordKeptBack ? whyKeptBack(advice) : advice);
    }

    private String whyKeptBack(String otherwise) {
        if (choseNtlm) {
            return "Of what it offers the JDK chose NTLM, and a password is given here to Basic and Digest alone. If it offers Basic too, start the JVM with"
                    + " -Djdk.http.auth.tunneling.disabledSchemes=NTLM, or use ApacheHttpTransport. If not: "
                    + FailureText.WITHOUT_A_PASSWORD;
        }
        return "The JDK does not send Basic credentials to a proxy for https unless the JVM is started with"
                + " -Djdk.http.auth.tunneling.disabledSchemes= (empty); ApacheHttpTransport needs no such"
                + " property. If it is set already: " + otherwise;
    }

    /** Answers for the configured proxy alone, and keeps the JVM's own authenticator out. */
    private final class ProxyCredentials extends Authenticator {

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            ProxySettings proxy = settings.proxyFor(request.uri().getHost()).orElse(null);
            if (proxy == null || getRequestorType() != RequestorType.PROXY || !mayBeGivenFor(getRequestingScheme())) {
                return null;
            }
            String username = proxy.username().orElse(null);
            Secret password = proxy.password().orElse(null);
            if (username == null || password == null) {
                return null;
            }
            passwordGiven = true;
            return new PasswordAuthentication(username, password.reveal().toCharArray());
        }

        /**
         * The JDK asks again for as long as the proxy refuses, until a directory has locked the account. It also asks for Kerberos while
         * it only looks whether that could be used, and prefers NTLM to Basic, which must not cost the one answer.
         */
        private boolean mayBeGivenFor(String scheme) {
            if (ProxyChallenges.takesPassword(scheme)) {
                return !passwordGiven;
            }
            choseNtlm |= scheme.equalsIgnoreCase("NTLM");
            return false;
        }
    }
}
