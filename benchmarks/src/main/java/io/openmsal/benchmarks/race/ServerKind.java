package io.openmsal.benchmarks.race;

import io.openmsal.adapter.cache.JdbcTokenStore;
import io.openmsal.adapter.cache.RedisTokenStore;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** The servers that are raced on, and how to store tokens in them. */
public enum ServerKind {
    /** Redis, which writes each command to its disk before it answers. */
    REDIS {
        @Override
        Optional<Path> program() {
            return found("redis-server", List.of());
        }

        @Override
        StoreServer start(Path program, Path place, int port) throws IOException, InterruptedException {
            return new RedisServer(program, place, port);
        }

        @Override
        TokenStore connect(int port) {
            return RedisTokenStore.connecting(URI.create("redis://127.0.0.1:" + port), Optional.empty(), "race:");
        }
    },
    /** PostgreSQL, which flushes each transaction to its disk. */
    POSTGRESQL {
        @Override
        Optional<Path> program() {
            return found("initdb", installations());
        }

        @Override
        StoreServer start(Path program, Path place, int port) throws IOException, InterruptedException {
            return new PostgresServer(program, place, port);
        }

        @Override
        TokenStore connect(int port) {
            PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
            connections.setServerNames(new String[] {"127.0.0.1"});
            connections.setPortNumbers(new int[] {port});
            connections.setDatabaseName("postgres");
            connections.setUser("test");
            connections.setConnectTimeout(5);
            return new JdbcTokenStore(JdbcConnectionPool.create(connections));
        }
    };

    /**
     * Whether the machine has the server.
     *
     * @return false when there is nothing to race on
     */
    public boolean isInstalled() {
        return program().isPresent();
    }

    abstract Optional<Path> program();

    abstract StoreServer start(Path program, Path place, int port) throws IOException, InterruptedException;

    /** A store as one process has it, over the server on this port. */
    abstract TokenStore connect(int port);

    private static Optional<Path> found(String name, List<Path> directories) {
        Stream<Path> path =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
        return Stream.concat(path, directories.stream())
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Debian keeps the programs of PostgreSQL off the path, the newest first here. */
    private static List<Path> installations() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            List<Path> newestFirst = new ArrayList<>();
            versions.sorted(Comparator.reverseOrder())
                    .map(directory -> directory.resolve("bin"))
                    .forEach(newestFirst::add);
            return newestFirst;
        } catch (IOException none) {
            return List.of();
        }
    }
}
