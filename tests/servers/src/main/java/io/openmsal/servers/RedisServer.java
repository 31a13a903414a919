package io.openmsal.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Redis whose log is on the disk before it answers. */
public final class RedisServer implements StoreServer {

    private static final int PATIENCE_SECONDS = 30;
    private static final int MOST_BYTES = 64;

    private final Path program;
    private final ServerPlace place;
    private final Path settings;
    private final Thread atExit = new Thread(this::end);
    private Process process;

    private RedisServer(Path program, ServerPlace place, Path settings) throws IOException {
        this.program = program;
        this.place = place;
        this.settings = settings;
        this.process = launched();
    }

    /**
     * Whether this machine has Redis.
     *
     * @return false when {@link #started} would fail for that reason
     */
    public static boolean isInstalled() {
        return Installed.onPath("redis-server").isPresent();
    }

    /**
     * Starts one that lets everybody in.
     *
     * @return a server that answers
     * @throws IOException when there is none, or with what it said
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public static RedisServer started() throws IOException, InterruptedException {
        return started(Optional.empty());
    }

    /**
     * Starts one that wants a password.
     *
     * @param password what it wants to hear, without quotes
     * @return a server that answers
     * @throws IOException when there is none, or with what it said
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public static RedisServer started(String password) throws IOException, InterruptedException {
        return started(Optional.of(password));
    }

    private static RedisServer started(Optional<String> password) throws IOException, InterruptedException {
        Path program = Installed.onPath("redis-server")
                .orElseThrow(() ->
                        new IOException("There is no redis-server on the path. Install the package redis-server."));
        ServerPlace place = ServerPlace.of("redis");
        Path settings = Files.writeString(
                place.folder().resolve("redis.conf"),
                "bind 127.0.0.1\nport " + place.port() + "\nsave \"\"\nappendonly yes\nappendfsync always\ndir "
                        + place.folder() + "\n"
                        + password.map(word -> "requirepass \"" + word + "\"\n").orElse(""));
        RedisServer server = new RedisServer(program, place, settings);
        Runtime.getRuntime().addShutdownHook(server.atExit);
        try {
            server.awaitAnswer();
            return server;
        } catch (IOException | InterruptedException failed) {
            server.close();
            throw failed;
        }
    }

    @Override
    public int port() {
        return place.port();
    }

    /**
     * Where it listens.
     *
     * @return the address, as clients of Redis write it
     */
    public URI address() {
        return URI.create("redis://127.0.0.1:" + port());
    }

    @Override
    public void start() throws IOException, InterruptedException {
        process = launched();
        awaitAnswer();
    }

    @Override
    public void crash() throws IOException, InterruptedException {
        end();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("redis-server did not end");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        crash();
        Runtime.getRuntime().removeShutdownHook(atExit);
        place.delete();
    }

    private void end() {
        process.destroyForcibly();
    }

    private Process launched() throws IOException {
        return place.launched("server", List.of(program.toString(), settings.toString()));
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers()) {
            if (System.nanoTime() - end > 0 || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("redis-server does not answer: " + place.said("server"));
            }
        }
    }

    /** One that is still reading what it stored answers, too, but with another word. */
    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[MOST_BYTES];
            String said =
                    new String(answer, 0, Math.max(0, socket.getInputStream().read(answer)), StandardCharsets.US_ASCII);
            return said.startsWith("+PONG") || said.startsWith("-NOAUTH");
        } catch (IOException notYet) {
            return false;
        }
    }
}
