package io.openmsal.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.ConnectionPoolDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A PostgreSQL whose transactions are on the disk before it answers. It trusts whoever is called {@code test}. */
public final class PostgresServer implements StoreServer {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final int PATIENCE_SECONDS = 5;

    private final Path programs;
    private final ServerPlace place;

    private PostgresServer(Path programs, ServerPlace place) {
        this.programs = programs;
        this.place = place;
    }

    /**
     * Whether this machine has PostgreSQL, and what it takes to run it.
     *
     * @return false when {@link #started} would fail for that reason
     */
    public static boolean isInstalled() {
        return Installed.ofPostgresql("initdb").isPresent()
                && (!ROOT || Installed.onPath("runuser").isPresent());
    }

    /**
     * Starts one with an empty database.
     *
     * @return a server that answers
     * @throws IOException when there is none, or with what it said
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public static PostgresServer started() throws IOException, InterruptedException {
        Path initdb = Installed.ofPostgresql("initdb")
                .orElseThrow(() -> new IOException(
                        "There is no initdb on the path or below /usr/lib/postgresql. Install the package postgresql."))
                .toRealPath();
        PostgresServer server =
                new PostgresServer(Objects.requireNonNull(initdb.getParent()), ServerPlace.of("postgres"));
        try {
            server.make();
            server.start();
            return server;
        } catch (IOException | InterruptedException failed) {
            server.place.delete();
            throw failed;
        }
    }

    /**
     * How to connect to a server of this class.
     *
     * @param port where it listens
     * @return what a pool of connections is made of
     */
    public static ConnectionPoolDataSource connections(int port) {
        PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
        connections.setServerNames(new String[] {"127.0.0.1"});
        connections.setPortNumbers(new int[] {port});
        connections.setDatabaseName("postgres");
        connections.setUser("test");
        connections.setConnectTimeout(PATIENCE_SECONDS);
        return connections;
    }

    @Override
    public int port() {
        return place.port();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        String options = "-p " + port() + " -k " + place.folder()
                + " -c listen_addresses=127.0.0.1 -c fsync=on -c synchronous_commit=on";
        String log = place.folder().resolve("server.log").toString();
        run("pg_ctl", "-D", data(), "-w", "-t", "60", "-l", log, "-o", options, "start");
    }

    /** Ends all its processes at once; the next start recovers from the log. */
    @Override
    public void crash() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-w", "-t", "60", "-m", "immediate", "stop");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        crash();
        place.delete();
    }

    private void make() throws IOException, InterruptedException {
        if (ROOT) {
            // PostgreSQL refuses to run as root
            place.run("chown", List.of("chown", "postgres", place.folder().toString()));
        }
        run("initdb", "-D", data(), "-A", "trust", "-U", "test", "--no-sync", "-E", "UTF8");
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        place.run(program, command);
    }

    private String data() {
        return place.folder().resolve("data").toString();
    }
}
