package io.openmsal.adapter.cache;

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
        server = PostgresServer.started();
        pool = JdbcConnectionPool.create(server.connections());
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
