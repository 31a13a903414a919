package io.openmsal.adapter.cache;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis of the machine's own installation, in a directory and on a port of its own, that writes through to its disk. */
final class RedisServer implements AutoCloseable {

    private final Path program;
    private final Path place;
    private final int port;
    private Process process;

    private RedisServer(Path program, Path place, int port) {
        this.program = program;
        this.place = place;
        this.port = port;
    }

    /** Starts one and waits until it answers; skips the test where Redis is not installed. */
    static RedisServer started() throws Exception {
        Path program = ServerProcess.program("redis-server", List.of());
        RedisServer server =
                new RedisServer(program, Files.createTempDirectory("openmsal-redis"), ServerProcess.freePort());
        server.start();
        return server;
    }

    RedisClient client() {
        return RedisClient.create("127.0.0.1", port);
    }

    URI address() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    void start() throws Exception {
        process = new ProcessBuilder(List.of(
                        program.toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always",
                        "--dir",
                        place.toString()))
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answers()) {
            if (System.nanoTime() - end > 0 || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("redis-server does not answer: " + Files.readString(place.resolve("log")));
            }
        }
    }

    /** As a power cut does it. */
    void kill() throws Exception {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IOException("redis-server did not end");
        }
    }

    @Override
    public void close() throws Exception {
        kill();
        ServerProcess.delete(place);
    }

    private boolean answers() {
        try (RedisClient client = client()) {
            return "PONG".equals(client.ping());
        } catch (JedisException notYet) {
            return false;
        }
    }
}
