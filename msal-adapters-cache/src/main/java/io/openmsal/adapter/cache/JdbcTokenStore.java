package io.openmsal.adapter.cache;

import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * A {@link TokenStore} in a table of a relational database, one row for each partition. Works with PostgreSQL and H2; other
 * databases need a table of the same columns whose {@code partition_name} tells upper from lower case.
 *
 * <p>The content is not encrypted: wrap this in an {@link EncryptedTokenStore}. The table must exist; {@link #ddl(String)}
 * says how to make it, and the file {@code token_store.sql} beside this class says the same.
 *
 * <p>Every step is one short statement in a transaction of its own, on a connection of its own; none is open while a change
 * is computed. A writer that was overtaken applies its change again, at most a hundred times within about two seconds of
 * pauses, and then gives up with {@link StoreBusyException}. Auto-commit may be on or off and stays as it is, and so does a
 * limit on the time of statements that a connection came with. The DataSource must not hand out connections of a transaction that the caller is in: its commit would be the caller's.
 *
 * <p>Safe for many threads and processes. Every failure is an {@link IOException} that says a next step and shows no content;
 * when the connection breaks during a write, the write may have happened. Making a store touches no database.
 */
public final class JdbcTokenStore extends ComparingTokenStore {

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Makes a store in the table {@code token_store}, whose statements may take five seconds each.
     *
     * @param dataSource where connections come from, best a pool; stays the caller's to close
     */
    public JdbcTokenStore(DataSource dataSource) {
        this(dataSource, JdbcTable.DEFAULT_NAME, QUERY_TIMEOUT);
    }

    /**
     * Makes a store.
     *
     * @param dataSource where connections come from, best a pool; stays the caller's to close. How long it may take to
     *     connect is its own setting
     * @param table the table, of letters, digits and underscores, with a schema and a dot before it if need be
     * @param queryTimeout how long each statement may take, in whole seconds, at least one
     * @throws IllegalArgumentException when the table's name or the time is of another kind
     */
    public JdbcTokenStore(DataSource dataSource, String table, Duration queryTimeout) {
        super(new JdbcPlace(
                Objects.requireNonNull(dataSource, "dataSource"), new JdbcTable(table), checked(queryTimeout)));
    }

    private static Duration checked(Duration queryTimeout) {
        if (queryTimeout.compareTo(Duration.ofSeconds(1)) < 0 || queryTimeout.toSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The query timeout is at least one second, and not " + queryTimeout);
        }
        return queryTimeout;
    }

    /**
     * The statement that creates the table.
     *
     * @param table the table, named as in the constructor
     * @return SQL for PostgreSQL and H2
     * @throws IllegalArgumentException when the table's name is of another kind
     */
    public static String ddl(String table) {
        return new JdbcTable(table).ddl();
    }
}
