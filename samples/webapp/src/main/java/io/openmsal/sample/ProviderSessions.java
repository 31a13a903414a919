package io.openmsal.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Who is signed in here, by the provider's name for it, in the database that all nodes share. A provider ends a session in a frame on a page of
 * its own, and browsers send no cookie of ours along from there: so the session is found by its name, on whichever node the call arrives.
 */
final class ProviderSessions {

    static final String TABLE = "provider_session";
    static final String DDL = "CREATE TABLE " + TABLE
            + " (id VARCHAR(64) PRIMARY KEY, person VARCHAR(255) NOT NULL, begun BIGINT NOT NULL)";

    /** However busy somebody is: after a working day they sign in again. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final DataSource database;
    private final Clock clock;

    ProviderSessions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Notes that a person signed in.
     *
     * @return the people whose last session ran out meanwhile, so that nobody needs their tokens any more
     */
    List<String> begin(ProviderSession session, String person) {
        try (Connection connection = database.getConnection()) {
            Set<String> ranOut = peopleWhoseSessionsRanOut(connection);
            try (PreparedStatement old =
                    connection.prepareStatement("DELETE FROM " + TABLE + " WHERE begun < ? OR id = ?")) {
                old.setLong(1, oldest());
                old.setString(2, session.key());
                old.executeUpdate();
            }
            try (PreparedStatement one = connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, ?, ?)")) {
                one.setString(1, session.key());
                one.setString(2, person);
                one.setLong(3, clock.millis());
                one.executeUpdate();
            }
            List<String> gone = new ArrayList<>();
            for (String each : ranOut) {
                if (!hasAnother(connection, each)) {
                    gone.add(each);
                }
            }
            return gone;
        } catch (SQLException failed) {
            throw new IllegalStateException("The sign-in could not be noted.", failed);
        }
    }

    boolean isOn(ProviderSession session) {
        try (Connection connection = database.getConnection()) {
            return person(connection, session).isPresent();
        } catch (SQLException failed) {
            throw new IllegalStateException("The sign-in could not be looked up.", failed);
        }
    }

    /**
     * Ends a session. One that nobody began is none, so who makes up a name ends nothing.
     *
     * @return the person, if that was the last of their sessions and nobody needs their tokens any more
     */
    Optional<String> end(ProviderSession session) {
        try (Connection connection = database.getConnection()) {
            Optional<String> person = person(connection, session);
            try (PreparedStatement one = connection.prepareStatement("DELETE FROM " + TABLE + " WHERE id = ?")) {
                one.setString(1, session.key());
                one.executeUpdate();
            }
            return person.isPresent() && hasAnother(connection, person.get()) ? Optional.empty() : person;
        } catch (SQLException failed) {
            throw new IllegalStateException("The sign-out could not be noted.", failed);
        }
    }

    private Optional<String> person(Connection connection, ProviderSession session) throws SQLException {
        try (PreparedStatement one =
                connection.prepareStatement("SELECT person FROM " + TABLE + " WHERE id = ? AND begun >= ?")) {
            one.setString(1, session.key());
            one.setLong(2, oldest());
            try (ResultSet found = one.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }

    private Set<String> peopleWhoseSessionsRanOut(Connection connection) throws SQLException {
        Set<String> people = new HashSet<>();
        try (PreparedStatement old = connection.prepareStatement("SELECT person FROM " + TABLE + " WHERE begun < ?")) {
            old.setLong(1, oldest());
            try (ResultSet found = old.executeQuery()) {
                while (found.next()) {
                    people.add(found.getString(1));
                }
            }
        }
        return people;
    }

    private boolean hasAnother(Connection connection, String person) throws SQLException {
        try (PreparedStatement any =
                connection.prepareStatement("SELECT COUNT(*) FROM " + TABLE + " WHERE person = ? AND begun >= ?")) {
            any.setString(1, person);
            any.setLong(2, oldest());
            try (ResultSet counted = any.executeQuery()) {
                return counted.next() && counted.getInt(1) > 0;
            }
        }
    }

    private long oldest() {
        return clock.instant().minus(LONGEST).toEpochMilli();
    }
}
