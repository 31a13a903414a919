package io.openmsal.realparties.redis;

import io.openmsal.realparties.party.Belongings;
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

    private final Belongings own;
    private final int port;

    private RedisServer(Path program, Belongings own) throws IOException {
        this.own = own;
        Path folder = own.folder("openmsal-redis");
        Path log = folder.resolve("log");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = Files.writeString(
                folder.resolve("redis.conf"),
                "bind 127.0.0.1\nport " + port + "\nsave \"\"\nappendonly no\ndir " + folder + "\nrequirepass \""
                        + PASSWORD + "\"\n");
        Process process = own.start(new ProcessBuilder(program.toString(), settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        awaitAnswer(process, log);
    }

    static RedisServer started(Belongings own) throws PartyMissingException {
        Path program = Programs.find("redis-server")
                .orElseThrow(
                        () -> new PartyMissingException("There is no redis-server. Install the package redis-server."));
        try {
            return new RedisServer(program, own);
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

    private void awaitAnswer(Process process, Path log) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answers()) {
            if (System.nanoTime() - end > 0 || !process.isAlive()) {
                throw new IOException("redis-server does not answer: " + Files.readString(log));
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
    public void close() {
        own.close();
    }
}
