package io.openmsal.adapter.cache;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means, by its SQLSTATE. */
final class JdbcFailure {

    // the last is H2's own for what others put into class 40
    private static final Set<String> LOST_RACE = Set.of("23505", "90131");
    private static final String ANY_CONSTRAINT = "23000";
    private static final Set<String> TIMEOUT = Set.of("57014", "HYT00");
    // PostgreSQL's lock_timeout; no lost race, because who tries again waits as long again
    private static final String LOCKED_TOO_LONG = "55P03";
    private static final String READ_ONLY = "25006";
    private static final String CONNECTS_TO =
            "Check that the database runs, and the address, user and password of the DataSource.";

    private JdbcFailure() {}

    /** Whether another writer was faster: the row was inserted meanwhile, or the database chose this one to give way. */
    static boolean isLostRace(SQLException failure) {
        String state = state(failure);
        return LOST_RACE.contains(state) || state.startsWith("40");
    }

    /** Whether a row may have been inserted meanwhile: MySQL, SQL Server and Oracle say the same of whichever constraint it was. */
    static boolean mayBeLostRace(SQLException failure) {
        return state(failure).equals(ANY_CONSTRAINT);
    }

    /** The failure as the port wants it: what was tried, what came back, and a next step. */
    static IOException of(String tried, JdbcTable table, Duration queryTimeout, SQLException failure) {
        String state = state(failure);
        String said = tried + " the table " + table + " failed with SQLSTATE " + state + ", vendor code "
                + failure.getErrorCode() + ". ";
        if (state.equals(LOCKED_TOO_LONG)) {
            return new IOException(
                    said + "It waited for a lock longer than the database allows. Try again; if it stays so, look for"
                            + " who holds a lock on the table, or raise the lock timeout of the database.",
                    failure);
        }
        if (isTimeout(failure)) {
            return new IOException(
                    said + "It took longer than " + queryTimeout.toSeconds()
                            + " s. Try again; if it stays so, look for a lock on the table, or allow more time.",
                    failure);
        }
        return new IOException(said + nextStep(state, table), cause(state, failure));
    }

    /** Whether a connection could not be had and the database said nothing of it: a pool that is empty has no SQLSTATE, and no statement took too long. */
    static boolean isOfPool(SQLException failure) {
        return failure.getSQLState() == null || isTimeout(failure);
    }

    private static boolean isTimeout(SQLException failure) {
        return failure instanceof SQLTimeoutException || TIMEOUT.contains(state(failure));
    }

    /** A connection that could not be had. Pools throw exceptions of their own beside the standard's, and all of them mean that. */
    static IOException ofPool(String tried, JdbcTable table, Exception failure) {
        return new IOException(
                tried + " the table " + table + " failed: the DataSource gave no connection, but "
                        + failure.getClass().getName() + ". " + CONNECTS_TO
                        + " If they are right, give its pool more connections.",
                failure);
    }

    private static String nextStep(String state, JdbcTable table) {
        if (state.startsWith("42")) {
            return "Create the table with JdbcTokenStore.ddl(\"" + table
                    + "\") and grant select, insert, update and delete on it.";
        }
        if (state.startsWith("08") || state.startsWith("28") || state.startsWith("57")) {
            return CONNECTS_TO;
        }
        if (state.equals(READ_ONLY)) {
            return "That server is a replica, or was made one: let the DataSource connect anew, to the primary.";
        }
        if (state.startsWith("53")) {
            return "The server is short of disk, memory or connections: free some, or let the pools have fewer.";
        }
        if (isAboutValues(state)) {
            return "Compare the table with JdbcTokenStore.ddl(\"" + table + "\").";
        }
        return "Look into the log of the database.";
    }

    /** Databases quote values where they complain about them, and these values are tokens. */
    private static @Nullable SQLException cause(String state, SQLException failure) {
        return isAboutValues(state) ? null : failure;
    }

    private static boolean isAboutValues(String state) {
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("44");
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "unknown" : state;
    }
}
