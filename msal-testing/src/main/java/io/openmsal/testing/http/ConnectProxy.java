package io.openmsal.testing.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy that tunnels whatever host is asked for (RFC 9110 §9.3.6) to one server on loopback, and keeps a list of who was asked for.
 * A host that no name service knows can be reached through it alone. Safe for many threads.
 */
public final class ConnectProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int targetPort;
    private final String requiredCredentials;
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /**
     * Listens on a free port of the loopback interface.
     *
     * @param targetPort where every tunnel ends
     * @param requiredCredentials {@code name:password} for Basic authentication (RFC 7617); empty when nobody is asked for any
     * @throws IOException when no port is free
     */
    public ConnectProxy(int targetPort, String requiredCredentials) throws IOException {
        this.targetPort = targetPort;
        this.requiredCredentials = requiredCredentials;
        daemon(this::accept);
    }

    /**
     * Where it listens.
     *
     * @return a port of the loopback interface
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * The hosts tunnels were opened to.
     *
     * @return {@code host:port} of each tunnel, in order
     */
    public List<String> tunnels() {
        return List.copyOf(tunnels);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                if (!isAuthorized(head)) {
                    String refusal = String.join(
                            "\r\n",
                            "HTTP/1.1 407 Proxy Authentication Required",
                            "Proxy-Authenticate: Basic realm=\"p\"",
                            "Content-Length: 0",
                            "",
                            "");
                    client.getOutputStream().write(refusal.getBytes(StandardCharsets.US_ASCII));
                } else {
                    tunnels.add(head.split(" ", 3)[1]);
                    tunnel(client);
                    return;
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    private void tunnel(Socket client) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), targetPort)) {
            sockets.add(target);
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            daemon(() -> pump(target, client));
            pump(client, target);
        }
    }

    private static void pump(Socket from, Socket to) {
        try (to) {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException gone) {
            return;
        }
    }

    private boolean isAuthorized(String head) {
        String expected = "proxy-authorization: basic "
                + Base64.getEncoder().encodeToString(requiredCredentials.getBytes(StandardCharsets.UTF_8));
        return requiredCredentials.isEmpty()
                || head.toLowerCase(Locale.ROOT).contains(expected.toLowerCase(Locale.ROOT));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                return text;
            }
        }
        return "";
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops listening and ends every tunnel. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
