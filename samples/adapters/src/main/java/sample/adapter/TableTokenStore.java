package sample.adapter;

import io.openmsal.port.store.PartitionChange;
import io.openmsal.port.store.StoredPartition;
import io.openmsal.port.store.TokenStore;
import java.io.IOException;
import java.sql.*;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Keeps tokens in a table the application has anyway: {@code app_state(area, name, content, stamp)}, primary key {@code (area, name)}.
 * A writer says which stamp it read; when another was faster no row matches, and the change is made anew.
 */
public final class TableTokenStore implements TokenStore {

    private static final String ADD = "INSERT INTO app_state (content, stamp, area, name) VALUES (?, ?, ?, ?)";
    private static final String REPLACE =
            "UPDATE app_state SET content = ?, stamp = ? WHERE area = ? AND name = ? AND stamp = ?";
    private static final Set<String> ADDED_BY_ANOTHER = Set.of("23505", "23000");
    private final DataSource database;

    /** Makes a store in a database whose connections commit each statement. */
    public TableTokenStore(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<StoredPartition> read(String partition) throws IOException {
        return ask("SELECT content, stamp FROM app_state WHERE area = ? AND name = ?", statement -> {
            name(statement, 1, partition);
            ResultSet row = statement.executeQuery(); // ends with its statement
            return row.next()
                    ? Optional.of(new StoredPartition(row.getBytes(1), row.getString(2)))
                    : Optional.<StoredPartition>empty();
        });
    }

    @Override
    public StoredPartition update(String partition, PartitionChange change) throws IOException {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            Optional<StoredPartition> present = read(partition);
            byte[] content = change.apply(present.map(StoredPartition::bytes));
            StoredPartition next = new StoredPartition(content, "" + UUID.randomUUID());
            if (written(partition, present, next)) {
                return next;
            }
        }
        throw new IOException("Other writers never paused.");
    }

    private boolean written(String partition, Optional<StoredPartition> was, StoredPartition next) throws IOException {
        return ask(was.isPresent() ? REPLACE : ADD, statement -> {
            statement.setBytes(1, next.bytes());
            statement.setString(2, next.version());
            name(statement, 3, partition);
            if (was.isPresent()) {
                statement.setString(5, was.get().version());
            }
            try {
                return statement.executeUpdate() == 1;
            } catch (SQLException failure) {
                if (ADDED_BY_ANOTHER.contains("" + failure.getSQLState())) {
                    return false;
                }
                throw failure;
            }
        });
    }

    @Override
    public void delete(String partition) throws IOException {
        ask("DELETE FROM app_state WHERE area = ? AND name = ?", statement -> {
            name(statement, 1, partition);
            return statement.executeUpdate();
        });
    }

    @Override
    public boolean deleteUnchanged(String partition, String version) throws IOException {
        return ask("DELETE FROM app_state WHERE area = ? AND name = ? AND stamp = ?", statement -> {
            name(statement, 1, partition);
            statement.setString(3, version);
            return statement.executeUpdate() == 1;
        });
    }

    @Override
    public Set<String> partitions() throws IOException {
        return ask("SELECT name FROM app_state WHERE area = ?", statement -> {
            statement.setString(1, "tokens");
            Set<String> names = new HashSet<>();
            for (ResultSet row = statement.executeQuery(); row.next(); ) {
                names.add(row.getString(1));
            }
            return Set.copyOf(names);
        });
    }

    private static void name(PreparedStatement statement, int at, String partition) throws SQLException {
        if (!partition.matches("[A-Za-z0-9._@~-]{1,200}")) {
            throw new IllegalArgumentException("A partition name has 1 to 200 letters, digits and . _ - @ ~");
        }
        statement.setString(at, "tokens");
        statement.setString(at + 1, partition);
    }

    private <T> T ask(String sql, Question<T> question) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return question.of(statement);
        } catch (SQLException failure) {
            // not as the cause: databases quote the values they complain about, and these are tokens
            throw new IOException("The table app_state failed with SQLSTATE " + failure.getSQLState());
        }
    }

    private interface Question<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
