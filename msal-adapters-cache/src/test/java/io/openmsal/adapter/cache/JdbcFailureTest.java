package io.openmsal.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08001, Check that the database runs",
        "28P01, user and password of the DataSource",
        "42501, grant select",
        "22001, Compare the table",
        "25006, 'That server is a replica, or was made one: let the DataSource connect anew, to the primary'",
        "53100, 'short of disk, memory or connections'",
        "53300, 'let the pools have fewer'",
        "XX000, Look into the log"
    })
    void eachKindComesWithANextStep(String state, String nextStep) {
        assertThatThrownBy(() -> new JdbcTokenStore(failingWith(new SQLException("no", state, 7))).partitions())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Reading the table token_store")
                .hasMessageContaining("vendor code 7")
                .hasMessageContaining(nextStep);
    }

    @ParameterizedTest
    @CsvSource({
        "42501, grant select",
        "57014, It took longer than 5 s",
        "55P03, It waited for a lock longer than the database allows",
        "HYT00, It took longer than 5 s",
        "XX000, Look into the log",
        ", SQLSTATE unknown"
    })
    void soDoesAStatement(String state, String nextStep) {
        DataSource refusing = OneRow.none().refusingWrites(new SQLException("no", state, 7));

        assertThatThrownBy(() -> new JdbcTokenStore(refusing).update("p", present -> new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Writing to the table token_store")
                .hasMessageContaining("vendor code 7")
                .hasMessageContaining(nextStep);
    }

    static Stream<SQLException> failuresOfPools() {
        return Stream.of(
                new SQLTransientConnectionException("Connection is not available, request timed out after 30000ms"),
                new SQLTimeoutException("login"),
                new SQLTimeoutException("login", "08001"),
                new SQLException("Timeout: Pool empty. Unable to fetch a connection"),
                new SQLException("login timeout", "HYT00"));
    }

    /** No statement has been sent, so none took too long, and the log of the database knows nothing. */
    @ParameterizedTest
    @MethodSource("failuresOfPools")
    void aPoolThatIsEmptySaysSoInsteadOfBlamingTheTable(SQLException failure) {
        JdbcTokenStore store = new JdbcTokenStore(failingWith(failure));

        assertThatThrownBy(() -> store.read("p"))
                .isInstanceOf(IOException.class)
                .hasMessage("Reading the table token_store failed: the DataSource gave no connection, but "
                        + failure.getClass().getName() + ". Check that the database runs, and the address, user and"
                        + " password of the DataSource. If they are right, give its pool more connections.")
                .hasCause(failure);
        assertThatThrownBy(() -> store.update("p", present -> new byte[1]))
                .hasMessageContaining("give its pool more connections");
    }

    /** As Tomcat's does it. */
    @Test
    void whoIsInterruptedWhileWaitingForAConnectionIsToldThatAndNothingOfTheDatabase() {
        SQLException interrupted = new SQLException("Pool wait interrupted.", new InterruptedException());

        assertThatThrownBy(() -> new JdbcTokenStore(failingWith(interrupted)).read("p"))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("Interrupted while waiting for a connection to the database");
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23514", "44000"})
    void whatTheDatabaseSaysAboutValuesIsNotPassedOn(String state) {
        SQLException failure = new SQLException("Failing row contains (secret)", state);

        assertThatThrownBy(() -> new JdbcTokenStore(failingWith(failure)).read("p"))
                .satisfies(passedOn -> assertThat(stackTrace(passedOn)).doesNotContain("secret"));
    }

    @Test
    void aConnectionThatCannotBeHadIsNoLostRaceUnlessTheDatabaseSaysSo() {
        assertThat(JdbcFailure.isLostRace(new SQLException("no", "08001"))).isFalse();
        assertThat(JdbcFailure.isLostRace(new SQLException("no"))).isFalse();
        assertThat(JdbcFailure.isLostRace(new SQLException("give way", "40001")))
                .isTrue();
        assertThat(JdbcFailure.isLostRace(new SQLException("unique", "23505"))).isTrue();
    }

    /** MySQL, SQL Server and Oracle give one SQLSTATE to all violations. */
    @Test
    void anInsertThatViolatesSomeConstraintIsALostRaceWhereTheRowIsThereAfterwards() throws Exception {
        SQLException violation = new SQLException("Duplicate entry", "23000");
        ComparedPlace inserted = new JdbcPlace(
                OneRow.of(new byte[] {1}).refusingWrites(violation),
                new JdbcTable("token_store"),
                Duration.ofSeconds(5));

        assertThat(inserted.replace("p", Optional.empty(), new byte[] {2}, Optional::empty))
                .isFalse();
    }

    @Test
    void andOtherwiseOneThatCanNeverBeMade() {
        SQLException violation = new SQLException("Column 'tenant' cannot be null: (secret)", "23000");
        DataSource missingColumn = OneRow.none().refusingWrites(violation);

        assertThatThrownBy(() -> new JdbcTokenStore(missingColumn).update("p", present -> new byte[1]))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith("Writing to the table token_store failed with SQLSTATE 23000")
                .hasMessageEndingWith("Compare the table with JdbcTokenStore.ddl(\"token_store\").")
                .hasNoCause();
    }

    @Test
    void anUpdateThatViolatesSomeConstraintIsNoLostRace() {
        SQLException violation = new SQLException("Check constraint", "23000");
        DataSource strict = OneRow.of(new byte[] {1}).refusingWrites(violation);

        assertThatThrownBy(() -> new JdbcTokenStore(strict).update("p", present -> new byte[2]))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("Compare the table");
    }

    @Test
    void aLockThatIsHeldTooLongIsToldAtOnceInsteadOfBeingWaitedForAgain() {
        ComparedPlace locked = new JdbcPlace(
                failingWith(new SQLException("canceling statement due to lock timeout", "55P03")),
                new JdbcTable("token_store"),
                Duration.ofSeconds(5));

        assertThatThrownBy(() -> locked.replace("p", Optional.empty(), new byte[1], Optional::empty))
                .hasMessageContaining("Writing to the table token_store")
                .hasMessageContaining("It waited for a lock longer than the database allows");
    }

    /** HikariCP's is one when its pool cannot be filled. */
    @Test
    void aPoolThatThrowsAnExceptionOfItsOwnFailsAsADatabaseThatCannotBeReached() {
        JdbcTokenStore store =
                new JdbcTokenStore(failingWith(new IllegalStateException("The pool could not be filled")));

        assertThatThrownBy(() -> store.read("p"))
                .isInstanceOf(IOException.class)
                .hasMessage("Reading the table token_store failed: the DataSource gave no connection, but"
                        + " java.lang.IllegalStateException. Check that the database runs, and the address, user and"
                        + " password of the DataSource. If they are right, give its pool more connections.")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.update("p", present -> new byte[1])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.delete("p"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Deleting from the table token_store failed");
        assertThatThrownBy(() -> store.deleteUnchanged("p", "v")).isInstanceOf(IOException.class);
        assertThatThrownBy(store::partitions).isInstanceOf(IOException.class);
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static DataSource failingWith(Exception failure) {
        return (DataSource) Proxy.newProxyInstance(
                JdbcFailureTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    throw failure;
                });
    }
}
