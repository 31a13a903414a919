package io.openmsal.adapter.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A PostgreSQL of the machine's own installation, in a directory and on a port of its own. */
final class PostgresServer implements AutoCloseable {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path binaries;
    private final Path place;
    private final int port;

    private PostgresServer(Path binaries, Path place, int port) {
        this.binaries = binaries;
        this.place = place;
        this.port = port;
    }

    /** Starts one and waits until it answers; skips the test where PostgreSQL is not installed. */
    static PostgresServer started() throws Exception {
        Path initdb = ServerProcess.program("initdb", installations()).toRealPath();
        if (ROOT) {
            ServerProcess.program("runuser", List.of());
        }
        Path place = Files.createTempDirectory("openmsal-postgres");
        PostgresServer server = new PostgresServer(initdb.getParent(), place, ServerProcess.freePort());
        try {
            server.start();
            return server;
        } catch (Exception | Error failure) {
            ServerProcess.delete(place);
            throw failure;
        }
    }

    ConnectionPoolDataSource connections() {
        PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
        connections.setServerNames(new String[] {"127.0.0.1"});
        connections.setPortNumbers(new int[] {port});
        connections.setDatabaseName("postgres");
        connections.setUser("test");
        return connections;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-w", "-t", "30", "-m", "immediate", "stop");
        ServerProcess.delete(place);
    }

    private void start() throws IOException, InterruptedException {
        if (ROOT) {
            // PostgreSQL refuses to run as root
            ServerProcess.run(place.resolve("chown.log"), List.of("chown", "postgres", place.toString()));
        }
        run("initdb", "-D", data(), "-A", "trust", "-U", "test", "--no-sync", "-E", "UTF8");
        String options = "-p " + port + " -k " + place + " -c listen_addresses=127.0.0.1 -c fsync=off";
        String log = place.resolve("server.log").toString();
        run("pg_ctl", "-D", data(), "-w", "-t", "30", "-l", log, "-o", options, "start");
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        ServerProcess.run(place.resolve(program + ".log"), command);
    }

    private String data() {
        return place.resolve("data").toString();
    }

    private static List<Path> installations() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        try (Stream<Path> version = Files.list(versions)) {
            return version.sorted(Comparator.reverseOrder())
                    .map(directory -> directory.resolve("bin"))
                    .toList();
        }
    }
}
