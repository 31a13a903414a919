package io.openmsal.benchmarks.race;

import io.openmsal.adapter.cache.JdbcTokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A PostgreSQL whose transactions are on the disk before it answers. */
final class PostgresServer implements StoreServer {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path binaries;
    private final Path place;
    private final int port;

    PostgresServer(Path initdb, Path place, int port) throws IOException, InterruptedException {
        this.binaries = Objects.requireNonNull(initdb.toRealPath().getParent());
        this.place = place;
        this.port = port;
        if (ROOT) {
            // PostgreSQL refuses to run as root
            StoreServer.run(place.resolve("chown.log"), List.of("chown", "postgres", place.toString()));
        }
        run("initdb", "-D", data(), "-A", "trust", "-U", "test", "-E", "UTF8");
        start();
        boolean ready = false;
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=test");
                Statement statement = connection.createStatement()) {
            statement.execute(JdbcTokenStore.ddl("token_store"));
            ready = true;
        } catch (SQLException refused) {
            throw new IOException("The table could not be made", refused);
        } finally {
            // whatever went wrong: nobody else could stop it any more
            if (!ready) {
                close();
            }
        }
    }

    @Override
    public void start() throws IOException, InterruptedException {
        String options = "-p " + port + " -k " + place + " -c listen_addresses=127.0.0.1 -c fsync=on"
                + " -c synchronous_commit=on";
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-t",
                "60",
                "-l",
                place.resolve("server.log").toString(),
                "-o",
                options,
                "start");
    }

    /** Ends all its processes at once; the next start recovers from the log. */
    @Override
    public void crash() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-w", "-t", "60", "-m", "immediate", "stop");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        crash();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        StoreServer.run(place.resolve(program + ".log"), command);
    }

    private String data() {
        return place.resolve("data").toString();
    }
}
