package sample.adapter;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.sql.Connection;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

class TableTokenStoreTest extends TokenStoreContract {

    private final JdbcDataSource database = new JdbcDataSource();

    @Override
    protected TokenStore store() throws Exception {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute(
                            "CREATE TABLE app_state (area VARCHAR(20), name VARCHAR(200), content BLOB, stamp VARCHAR(36),"
                                    + " PRIMARY KEY (area, name))");
        }
        return new TableTokenStore(database);
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return new TableTokenStore(database);
    }
}
