package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openmsal.port.store.TokenStore;
import io.openmsal.testing.store.TokenStoreContract;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a store in a database does beyond the contract of every store, on whichever database. */
abstract class JdbcTokenStoreContract extends TokenStoreContract {

    private static final AtomicInteger TABLES = new AtomicInteger();

    private final boolean autoCommit;
    private String table;
    private WatchedDataSource watched;

    JdbcTokenStoreContract(boolean autoCommit) {
        this.autoCommit = autoCommit;
    }

    /** A pool of connections, the same one each time. */
    abstract DataSource pool();

    @Override
    protected TokenStore store() throws Exception {
        table = "tokens_" + TABLES.incrementAndGet();
        sql(JdbcTokenStore.ddl(table));
        watched = new WatchedDataSource(pool(), autoCommit);
        return another(null);
    }

    @Override
    protected TokenStore another(TokenStore first) {
        return new JdbcTokenStore(watched.dataSource(), table, Duration.ofSeconds(10));
    }

    @AfterEach
    void everyConnectionCameBackAsItWas() {
        assertThat(watched.stillOpen()).isZero();
        assertThat(watched.cameBackInAnotherMode()).isZero();
    }

    @Test
    void noConnectionIsHeldWhileAChangeIsComputed() throws Exception {
        another(null).update("p", present -> {
            assertThat(watched.stillOpen()).isZero();
            return new byte[1];
        });

        assertThat(watched.borrowed()).isPositive();
    }

    @Test
    void aRowThatSomebodyElseInsertsMeanwhileIsALostRaceAndNoFailure() throws Exception {
        TokenStore store = another(null);
        AtomicInteger applied = new AtomicInteger();

        var stored = store.update("p", present -> {
            if (applied.incrementAndGet() == 1) {
                store.update("p", nothing -> new byte[] {1});
            }
            return new byte[] {(byte) (present.map(bytes -> bytes[0]).orElse((byte) 0) + 1)};
        });

        assertThat(applied).hasValue(2);
        assertThat(stored.bytes()).containsExactly(2);
    }

    @Test
    void aRowThatSomebodyElseHasLockedEndsTheWait() throws Exception {
        another(null).update("p", present -> new byte[] {1});
        TokenStore hasty = new JdbcTokenStore(watched.dataSource(), table, Duration.ofSeconds(1));

        try (Connection other = pool().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update " + table + " set content_version = 'locked'");
            assertThatThrownBy(() -> hasty.update("p", present -> new byte[] {2}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("It took longer than 1 s. Try again");
            other.rollback();
            other.setAutoCommit(true);
        }

        assertThat(hasty.read("p").orElseThrow().bytes()).containsExactly(1);
    }

    @Test
    void aMissingTableIsSaidWithTheStatementThatMakesIt() throws Exception {
        sql("drop table " + table);

        assertThatThrownBy(() -> another(null).read("p"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the table " + table + " failed with SQLSTATE 42")
                .hasMessageContaining("JdbcTokenStore.ddl(\"" + table + "\")");
        sql(JdbcTokenStore.ddl(table));
    }

    @Test
    void aTableThatRefusesTheContentIsSaidWithoutTheContent() throws Exception {
        sql("alter table " + table + " add constraint small_" + table + " check (octet_length(content) < 3)");

        assertThatThrownBy(() -> another(null).update("p", present -> "secret".getBytes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Writing to the table " + table)
                .hasMessageContaining("Compare the table")
                .hasNoCause();
        assertThat(another(null).read("p")).isEmpty();
    }

    /** As empty content comes back from Oracle. */
    @Test
    void aRowWithoutContentIsEmptyAndCanBeWrittenTo() throws Exception {
        sql("alter table " + table + " alter column content drop not null");
        sql("insert into " + table + " (partition_name, content_version, content) values ('p', '"
                + ContentVersion.of(new byte[0]) + "', null)");

        assertThat(another(null).read("p").orElseThrow().bytes()).isEmpty();

        another(null).update("p", present -> new byte[] {1});
        assertThat(another(null).read("p").orElseThrow().bytes()).containsExactly(1);
    }

    private void sql(String statements) throws Exception {
        try (Connection connection = pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
