package io.openmsal.adapter.cache;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2AutoCommitTokenStoreTest extends JdbcTokenStoreContract {

    private static JdbcConnectionPool pool;

    H2AutoCommitTokenStoreTest() {
        super(true);
    }

    @BeforeAll
    static void openDatabase() {
        pool = JdbcConnectionPool.create("jdbc:h2:mem:AutoCommit;DB_CLOSE_DELAY=-1", "test", "test");
    }

    @AfterAll
    static void closeDatabase() {
        pool.dispose();
    }

    @Override
    DataSource pool() {
        return pool;
    }
}
