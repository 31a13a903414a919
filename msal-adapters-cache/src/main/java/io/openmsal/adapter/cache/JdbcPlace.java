package io.openmsal.adapter.cache;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The rows of one table. Each call takes a connection, runs one statement as a transaction of its own, and gives it back. */
final class JdbcPlace implements ComparedPlace {

    private final DataSource dataSource;
    private final JdbcTable table;
    private final Duration queryTimeout;

    JdbcPlace(DataSource dataSource, JdbcTable table, Duration queryTimeout) {
        this.dataSource = dataSource;
        this.table = table;
        this.queryTimeout = queryTimeout;
    }

    /** What is done with a statement. */
    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** What a failure to write means. */
    @FunctionalInterface
    private interface Verdict {
        boolean isLostRace(SQLException failure) throws IOException;
    }

    @Override
    public Optional<byte[]> read(String partition) throws IOException {
        return run("Reading", table.select(), statement -> {
            statement.setString(1, partition);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(content(rows)) : Optional.empty();
            }
        });
    }

    /** Oracle has no empty content: what was stored as that comes back as null. */
    private static byte[] content(ResultSet row) throws SQLException {
        byte[] content = row.getBytes(1);
        return content == null ? new byte[0] : content;
    }

    @Override
    public boolean replace(
            String partition, Optional<byte[]> expected, byte[] next, Supplier<Optional<Duration>> neededFor)
            throws IOException {
        if (!expected.isPresent()) {
            return won("Writing to", table.insert(), failure -> wasInserted(partition, failure), statement -> {
                setRow(statement, partition, next);
                return statement.executeUpdate() == 1;
            });
        }
        return won("Writing to", table.update(), JdbcFailure::isLostRace, statement -> {
            setRow(statement, partition, next);
            statement.setString(4, ContentVersion.of(expected.get()));
            return statement.executeUpdate() == 1;
        });
    }

    private static void setRow(PreparedStatement statement, String partition, byte[] next) throws SQLException {
        statement.setBytes(1, next);
        statement.setString(2, ContentVersion.of(next));
        statement.setString(3, partition);
    }

    private boolean wasInserted(String partition, SQLException failure) throws IOException {
        return JdbcFailure.isLostRace(failure)
                || (JdbcFailure.mayBeLostRace(failure) && read(partition).isPresent());
    }

    @Override
    public boolean remove(String partition, byte[] expected) throws IOException {
        return won("Deleting from", table.deleteVersion(), JdbcFailure::isLostRace, statement -> {
            statement.setString(1, partition);
            statement.setString(2, ContentVersion.of(expected));
            return statement.executeUpdate() == 1;
        });
    }

    private boolean won(String tried, String sql, Verdict verdict, Work<Boolean> write) throws IOException {
        try {
            return transaction(tried, sql, write);
        } catch (SQLException failure) {
            if (verdict.isLostRace(failure)) {
                return false;
            }
            throw JdbcFailure.of(tried, table, queryTimeout, failure);
        }
    }

    @Override
    public void delete(String partition) throws IOException {
        run("Deleting from", table.delete(), statement -> {
            statement.setString(1, partition);
            return statement.executeUpdate();
        });
    }

    @Override
    public Set<String> partitions() throws IOException {
        return run("Reading", table.names(), statement -> {
            Set<String> names = new LinkedHashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return Collections.unmodifiableSet(names);
        });
    }

    private <T> T run(String tried, String sql, Work<T> work) throws IOException {
        try {
            return transaction(tried, sql, work);
        } catch (SQLException failure) {
            throw JdbcFailure.of(tried, table, queryTimeout, failure);
        }
    }

    private <T> T transaction(String tried, String sql, Work<T> work) throws SQLException, IOException {
        try (Connection connection = connect(tried)) {
            // the mode is the pool's business: it is heeded, not changed, so there is nothing to restore
            if (connection.getAutoCommit()) {
                return execute(connection, sql, work);
            }
            return committed(connection, sql, work);
        }
    }

    private Connection connect(String tried) throws SQLException, IOException {
        try {
            return dataSource.getConnection();
        } catch (SQLException | RuntimeException failure) {
            Interruption.passOn(failure, "a connection to the database");
            if (failure instanceof SQLException said && !JdbcFailure.isOfPool(said)) {
                throw said;
            }
            throw JdbcFailure.ofPool(tried, table, failure);
        }
    }

    private <T> T committed(Connection connection, String sql, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = execute(connection, sql, work);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBackQuietly(connection);
            }
        }
    }

    private <T> T execute(Connection connection, String sql, Work<T> work) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            // H2 keeps it for the connection, whose next statement is not ours
            int before = statement.getQueryTimeout();
            statement.setQueryTimeout((int) queryTimeout.toSeconds());
            try {
                return work.with(statement);
            } finally {
                limitQuietly(statement, before);
            }
        }
    }

    private static void limitQuietly(PreparedStatement statement, int seconds) {
        try {
            statement.setQueryTimeout(seconds);
        } catch (SQLException alreadyBroken) {
            // then so is the connection, and no pool gives it to anybody
        }
    }

    private static void rollBackQuietly(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException alreadyBroken) {
            // what went wrong first is already on its way up and says more
        }
    }

    /** The table. */
    @Override
    public String toString() {
        return "token store in the table " + table;
    }
}
