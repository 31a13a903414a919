package io.openmsal.testing.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP/1.1 server on loopback that can misbehave: its {@link Script} writes raw bytes, and may be silent, break off or
 * reset the connection. For tests of transports. Each connection has a daemon thread of its own; {@link #close()} ends all.
 */
public final class LoopbackServer implements AutoCloseable {

    private final ServerSocket listener;
    private final String scheme;
    private final Script script;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private LoopbackServer(ServerSocket listener, String scheme, Script script) {
        this.listener = listener;
        this.scheme = scheme;
        this.script = script;
    }

    /**
     * Starts a server on a free port.
     *
     * @param script answers each request
     * @return the running server
     * @throws IOException when no port can be had
     */
    public static LoopbackServer start(Script script) throws IOException {
        return running(new LoopbackServer(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), "http", script));
    }

    /**
     * Starts a server that speaks TLS on a free port.
     *
     * @param tls holds the server's key
     * @param script answers each request
     * @return the running server
     * @throws IOException when no port can be had
     */
    public static LoopbackServer startTls(SSLContext tls, Script script) throws IOException {
        ServerSocket socket = tls.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        return running(new LoopbackServer(socket, "https", script));
    }

    /**
     * Starts a server that speaks TLS on a free port and asks each client for a certificate (RFC 8705); one that shows none is answered
     * too.
     *
     * @param tls holds the server's key, and decides whom it trusts
     * @param script answers each request
     * @return the running server
     * @throws IOException when no port can be had
     */
    public static LoopbackServer startMutualTls(SSLContext tls, Script script) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        socket.setWantClientAuth(true);
        return running(new LoopbackServer(socket, "https", script));
    }

    private static LoopbackServer running(LoopbackServer server) {
        daemon(server::accept);
        return server;
    }

    /**
     * An address at this server.
     *
     * @param pathAndQuery begins with a slash
     * @return an absolute address on 127.0.0.1
     */
    public URI uri(String pathAndQuery) {
        return URI.create(scheme + "://127.0.0.1:" + port() + pathAndQuery);
    }

    /**
     * The port.
     *
     * @return the port it listens on
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * The requests so far.
     *
     * @return oldest first; a copy
     */
    public List<Received> requests() {
        return new ArrayList<>(received);
    }

    /**
     * How many connections were made so far.
     *
     * @return the number
     */
    public int connections() {
        return connections.size();
    }

    /**
     * Blocks a script until the server closes: a server that never answers.
     *
     * @throws InterruptedException when the thread was interrupted
     */
    public void awaitClose() throws InterruptedException {
        closing.await();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket connection = listener.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = connection.getInputStream();
            for (Received request = read(in); request != null; request = read(in)) {
                received.add(request);
                script.answer(request, new Reply(this, connection));
            }
        } catch (Exception connectionEnded) {
            // clients that give up are what these tests are about
            return;
        }
    }

    private static @Nullable Received read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon), header.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The request broke off");
        }
        return new Received(first, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return null;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "loopback-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        closing.countDown();
        closeQuietly(listener);
        connections.forEach(LoopbackServer::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception alreadyGone) {
            return;
        }
    }

    /** What the server does with a request. */
    @FunctionalInterface
    public interface Script {

        /**
         * Answers, or fails to.
         *
         * @param request what came
         * @param reply writes the answer
         * @throws Exception ends the connection
         */
        void answer(Received request, Reply reply) throws Exception;
    }

    /**
     * A request as it came over the wire.
     *
     * @param requestLine such as {@code POST /token?x=y HTTP/1.1}
     * @param headers the last value of each field; look-up disregards case
     * @param body the body read as UTF-8
     */
    public record Received(String requestLine, Map<String, String> headers, String body) {}

    /** Writes to the client. */
    public static final class Reply {

        private final LoopbackServer server;
        private final Socket connection;

        private Reply(LoopbackServer server, Socket connection) {
            this.server = server;
            this.connection = connection;
        }

        /**
         * Who the client is.
         *
         * @return the certificate that it showed in the TLS handshake, if it did
         */
        public Optional<X509Certificate> clientCertificate() {
            return clientCertificates().stream().findFirst();
        }

        /**
         * Who the client is, and who says so.
         *
         * @return the certificate that it showed in the TLS handshake and those behind it; empty when it showed none
         */
        public List<X509Certificate> clientCertificates() {
            List<X509Certificate> shown = new ArrayList<>();
            if (connection instanceof SSLSocket secure) {
                try {
                    for (Certificate each : secure.getSession().getPeerCertificates()) {
                        shown.add((X509Certificate) each);
                    }
                } catch (SSLPeerUnverifiedException showedNone) {
                    return shown;
                }
            }
            return shown;
        }

        /**
         * Writes a whole JSON answer.
         *
         * @param status the status
         * @param body the body, sent as UTF-8
         * @throws IOException when the client is gone
         */
        public void json(int status, String body) throws IOException {
            json(status, body, "X-None: 1");
        }

        /**
         * Writes a whole JSON answer with one more header line.
         *
         * @param status the status
         * @param body the body, sent as UTF-8
         * @param header a line such as {@code Retry-After: 3}
         * @throws IOException when the client is gone
         */
        public void json(int status, String body, String header) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            raw("HTTP/1.1 " + status + " Status\r\nContent-Type: application/json; charset=utf-8\r\n" + header
                    + "\r\nContent-Length: " + bytes.length + "\r\n\r\n");
            raw(bytes);
        }

        /**
         * Writes text as it is.
         *
         * @param text in ISO 8859-1
         * @throws IOException when the client is gone
         */
        public void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /**
         * Writes bytes as they are.
         *
         * @param bytes the bytes
         * @throws IOException when the client is gone
         */
        public void raw(byte[] bytes) throws IOException {
            OutputStream out = connection.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /**
         * Ends the connection in good order.
         *
         * @throws IOException when it is gone already
         */
        public void hangUp() throws IOException {
            connection.close();
        }

        /**
         * Resets the connection.
         *
         * @throws IOException when it is gone already
         */
        public void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }

        /**
         * Says nothing until the server closes.
         *
         * @throws InterruptedException when the thread was interrupted
         */
        public void silence() throws InterruptedException {
            server.awaitClose();
        }
    }
}
