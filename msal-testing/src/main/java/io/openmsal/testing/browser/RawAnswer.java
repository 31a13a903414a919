package io.openmsal.testing.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server sent back to a request that was written byte for byte, so that a test can say what no proper client says.
 *
 * @param status the status code
 * @param head the status line and the header fields
 * @param body what follows the empty line
 */
public record RawAnswer(int status, String head, String body) {

    private static final int PATIENCE_MILLIS = 10_000;

    /**
     * Sends bytes and reads until the server closes the connection.
     *
     * @param address which loopback address
     * @param port which port
     * @param request the request, with its line ends; sent as UTF-8
     * @return what came back
     * @throws IOException when the connection fails or nothing comes within ten seconds
     */
    public static RawAnswer to(InetAddress address, int port, String request) throws IOException {
        try (Socket socket = connect(address, port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return readFrom(socket);
        }
    }

    /**
     * Opens a connection that a test wants to keep open.
     *
     * @param address which loopback address
     * @param port which port
     * @return the connection; whoever reads from it gives up after ten seconds
     * @throws IOException when it is refused
     */
    public static Socket connect(InetAddress address, int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /**
     * Reads an answer until the server closes the connection.
     *
     * @param socket the connection
     * @return the answer
     * @throws IOException when it breaks or is silent for ten seconds
     */
    public static RawAnswer readFrom(Socket socket) throws IOException {
        String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
            throw new IOException("This is no complete HTTP answer, but " + text.length() + " characters");
        }
        return new RawAnswer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }

    /**
     * One header field.
     *
     * @param name its name, in any case
     * @return its value
     */
    public Optional<String> header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).trim())
                .findFirst();
    }
}
