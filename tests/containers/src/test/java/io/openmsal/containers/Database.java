package io.openmsal.containers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.tools.Server;

/** A database server on loopback that containers make their {@code DataSource} of, and that a test can look into. */
final class Database implements AutoCloseable {

    static final String USER = "sa";
    static final String PASSWORD = "sa";

    private final Server server;
    private final String name;

    private Database(Server server, String name) {
        this.server = server;
        this.name = name;
    }

    static Database open(String name) throws SQLException {
        System.setProperty("h2.bindAddress", "127.0.0.1");
        return new Database(
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start(), name);
    }

    /** For a driver; in memory for as long as the server runs, and without a character that XML minds. */
    String url() {
        return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    /** One column of all rows, as text. */
    List<String> texts(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url(), USER, PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Override
    public void close() {
        server.stop();
    }
}
