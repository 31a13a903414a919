package io.openmsal.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Who is signed in here, in the database that all nodes share: a row for each session of ours, with the provider's name for the one it came from. A
 * provider ends a session in a frame on a page of its own, and browsers send no cookie of ours along from there: so sessions are found by that name, on
 * whichever node the call arrives. Several of ours may have the same, such as before and after the browser was started anew.
 */
final class ProviderSessions {

    static final String TABLE = "provider_session";
    static final String DDL = "CREATE TABLE " + TABLE
            + " (own VARCHAR(64) PRIMARY KEY, provider VARCHAR(64) NOT NULL, person VARCHAR(255) NOT NULL,"
            + " begun NUMERIC(19) NOT NULL)";

    /** However busy somebody is: after a working day they sign in again. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final int MOST_AT_ONCE = 10;

    private final DataSource database;
    private final Clock clock;

    ProviderSessions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes that a person signed in. */
    void begin(String own, ProviderSession provider, String person) {
        ask("INSERT INTO " + TABLE + " (own, provider, person, begun) VALUES (?, ?, ?, ?)", row -> {
            row.setString(1, own);
            row.setString(2, provider.key());
            row.setString(3, person);
            row.setLong(4, clock.millis());
            return row.executeUpdate();
        });
    }

    boolean isOn(String own) {
        return ask("SELECT person FROM " + TABLE + " WHERE own = ? AND begun >= ?", row -> {
                    row.setString(1, own);
                    row.setLong(2, oldest());
                    return people(row);
                })
                .stream()
                .findAny()
                .isPresent();
    }

    /**
     * Ends a session of ours.
     *
     * @return the person, if that was the last of their sessions and nobody needs their tokens any more
     */
    Optional<String> end(String own) {
        return endWhere("own", own);
    }

    /**
     * Ends all sessions that came from one at the provider. One that nobody began is none, so who makes up a name ends nothing.
     *
     * @return the person, if these were the last of their sessions and nobody needs their tokens any more
     */
    Optional<String> end(ProviderSession provider) {
        return endWhere("provider", provider.key());
    }

    private Optional<String> endWhere(String column, String value) {
        Set<String> people = ask("SELECT person FROM " + TABLE + " WHERE " + column + " = ?", row -> {
            row.setString(1, value);
            return people(row);
        });
        ask("DELETE FROM " + TABLE + " WHERE " + column + " = ?", row -> {
            row.setString(1, value);
            return row.executeUpdate();
        });
        return people.stream().findAny().filter(person -> !hasOne(person));
    }

    /** Some of those with a session that ran out and that nobody ended, such as those of a node that was killed. */
    Set<String> peopleWhoseSessionsRanOut() {
        return ask("SELECT person FROM " + TABLE + " WHERE begun < ?", rows -> {
            rows.setLong(1, oldest());
            rows.setMaxRows(MOST_AT_ONCE);
            return people(rows);
        });
    }

    /** Ends the sessions of a person that ran out. */
    void endThoseThatRanOut(String person) {
        ask("DELETE FROM " + TABLE + " WHERE person = ? AND begun < ?", rows -> {
            rows.setString(1, person);
            rows.setLong(2, oldest());
            return rows.executeUpdate();
        });
    }

    /** Whether a person is signed in somewhere. */
    boolean hasOne(String person) {
        return !ask("SELECT person FROM " + TABLE + " WHERE person = ? AND begun >= ?", rows -> {
                    rows.setString(1, person);
                    rows.setLong(2, oldest());
                    return people(rows);
                })
                .isEmpty();
    }

    private long oldest() {
        return clock.instant().minus(LONGEST).toEpochMilli();
    }

    private static Set<String> people(PreparedStatement question) throws SQLException {
        Set<String> people = new HashSet<>();
        try (ResultSet found = question.executeQuery()) {
            while (found.next()) {
                people.add(found.getString(1));
            }
        }
        return people;
    }

    private interface Question<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T ask(String sql, Question<T> question) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return question.of(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException("The table " + TABLE + " cannot be used.", failed);
        }
    }
}
