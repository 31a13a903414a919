package io.openmsal.realparties.redis;

import io.openmsal.realparties.party.Folders;
import io.openmsal.realparties.party.PartyMissingException;
import io.openmsal.realparties.party.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A Redis on a loopback port of its own, in memory alone, that wants a password. */
public final class RedisServer implements AutoCloseable {

    private static final String PASSWORD = "a test's password";

    private final Path folder;
    private final int port;
    private final Process process;

    private RedisServer(Path program) throws IOException {
        folder = Files.createTempDirectory("openmsal-redis");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = Files.writeString(
                folder.resolve("redis.conf"),
                "bind 127.0.0.1\nport " + port + "\nsave \"\"\nappendonly no\ndir " + folder + "\nrequirepass \""
                        + PASSWORD + "\"\n");
        process = new ProcessBuilder(program.toString(), settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitAnswer();
    }

    static RedisServer started() throws PartyMissingException {
        Path program = Programs.find("redis-server")
                .orElseThrow(
                        () -> new PartyMissingException("There is no redis-server. Install the package redis-server."));
        try {
            return new RedisServer(program);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it listens. */
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    /** What it wants to hear. */
    public String password() {
        return PASSWORD;
    }

    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answers()) {
            if (System.nanoTime() - end > 0 || !process.isAlive()) {
                Programs.end(process);
                throw new IOException("redis-server does not answer: " + Files.readString(folder.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        Programs.end(process);
        Folders.delete(folder);
    }
}
