package sample.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** As PostgreSQL and SQL Server say it, whose drivers do not make it a {@code SQLIntegrityConstraintViolationException}. */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "23000"})
    void aRowThatAnotherAddedMeanwhileIsChangedAnew(String state) throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        store();
        TokenStore store =
                new TableTokenStore(refusing(state, () -> attempts.incrementAndGet() == 1, "content of the row"));

        store.update("one", present -> new byte[] {1});

        assertThat(attempts).hasValue(2);
    }

    @Test
    void whatTheDatabaseQuotesIsNotPassedOn() throws Exception {
        store();
        TokenStore store = new TableTokenStore(refusing("22001", () -> true, "Value too long: X'746f6b656e'"));

        assertThatThrownBy(() -> store.update("one", present -> new byte[] {1}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("22001")
                .hasMessageNotContaining("746f6b656e")
                .hasNoCause();
    }

    /** The database, which refuses some insertions. */
    private DataSource refusing(String state, BooleanSupplier whether, String said) {
        return intercepted(
                DataSource.class,
                database,
                (method, result) -> method.equals("getConnection")
                        ? intercepted(
                                Connection.class,
                                result,
                                (asked, statement) -> asked.equals("prepareStatement")
                                        ? intercepted(PreparedStatement.class, statement, (done, count) -> {
                                            if (done.equals("executeUpdate") && whether.getAsBoolean()) {
                                                throw new SQLException(said, state);
                                            }
                                            return count;
                                        })
                                        : statement)
                        : result);
    }

    private interface Interception {
        Object instead(String method, Object result) throws SQLException;
    }

    private static <T> T intercepted(Class<T> type, Object real, Interception interception) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> interception.instead(method.getName(), method.invoke(real, arguments))));
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return new TableTokenStore(database);
    }
}
