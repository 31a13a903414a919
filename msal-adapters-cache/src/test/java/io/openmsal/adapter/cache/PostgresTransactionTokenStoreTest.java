package io.openmsal.adapter.cache;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresTransactionTokenStoreTest extends JdbcTokenStoreContract {

    private static PostgresServer server;
    private static JdbcConnectionPool pool;

    PostgresTransactionTokenStoreTest() {
        super(false);
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
        }
    }

    @Override
    DataSource pool() {
        return pool;
    }
}
