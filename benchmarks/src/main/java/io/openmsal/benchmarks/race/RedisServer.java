package io.openmsal.benchmarks.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis whose log is on the disk before it answers. */
final class RedisServer implements StoreServer {

    private final Path program;
    private final Path place;
    private final int port;
    private Process process;

    RedisServer(Path program, Path place, int port) throws IOException, InterruptedException {
        this.program = program;
        this.place = place;
        this.port = port;
        this.process = launched();
        awaitAnswer();
    }

    private Process launched() throws IOException {
        return new ProcessBuilder(List.of(
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
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(place.resolve("log").toFile()))
                .start();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        process = launched();
        awaitAnswer();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!answers()) {
            if (System.nanoTime() - end > 0 || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("redis-server does not answer; see " + place.resolve("log"));
            }
        }
    }

    private boolean answers() {
        try (RedisClient client = RedisClient.create("127.0.0.1", port)) {
            return "PONG".equals(client.ping());
        } catch (JedisException notYet) {
            return false;
        }
    }

    @Override
    public void crash() throws IOException, InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IOException("redis-server did not end");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        crash();
    }
}
