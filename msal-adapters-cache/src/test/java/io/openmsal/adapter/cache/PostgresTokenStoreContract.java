package io.openmsal.adapter.cache;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openmsal.servers.PostgresServer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a PostgreSQL of the machine's own installation, started for each class. */
abstract class PostgresTokenStoreContract extends JdbcTokenStoreContract {

    private static PostgresServer server;
    private static JdbcConnectionPool pool;

    PostgresTokenStoreContract(boolean autoCommit) {
        super(autoCommit);
    }

    @BeforeAll
    static void startServer() throws Exception {
        assumeTrue(PostgresServer.isInstalled(), "PostgreSQL is not installed");
        server = PostgresServer.started();
        pool = JdbcConnectionPool.create(PostgresServer.connections(server.port()));
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            pool.dispose();
            server.close();
            server = null;
        }
    }

    @Override
    DataSource pool() {
        return pool;
    }
}
