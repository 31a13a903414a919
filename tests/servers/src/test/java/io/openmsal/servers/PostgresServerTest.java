package io.openmsal.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As for Redis. */
@Timeout(180)
class PostgresServerTest {

    @Test
    void whatItAcknowledgedIsThereAfterACrash() throws Exception {
        assumeTrue(PostgresServer.isInstalled(), "PostgreSQL is not installed");
        try (PostgresServer server = PostgresServer.started()) {
            asking(server, statement -> statement.executeUpdate("CREATE TABLE named AS SELECT 42 AS number"));

            server.crash();
            assertThatThrownBy(() -> asking(server, Statement::getFetchSize)).isInstanceOf(SQLException.class);
            server.start();

            assertThat(asking(server, PostgresServerTest::number)).isEqualTo(42);
        }
    }

    private interface Question {
        int of(Statement statement) throws SQLException;
    }

    private static int number(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT number FROM named")) {
            assertThat(found.next()).isTrue();
            return found.getInt(1);
        }
    }

    private static int asking(PostgresServer server, Question question) throws SQLException {
        PooledConnection connection = PostgresServer.connections(server.port()).getPooledConnection();
        try (Statement statement = connection.getConnection().createStatement()) {
            return question.of(statement);
        } finally {
            connection.close();
        }
    }
}
