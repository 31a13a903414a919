package io.openmsal.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.openmsal.testing.time.TestClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderSessionsTest {

    private final TestClock clock = new TestClock();
    private final JdbcDataSource database = new JdbcDataSource();
    private final ProviderSessions sessions = new ProviderSessions(database, clock);

    @BeforeEach
    void createTable() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute(ProviderSessions.DDL);
        }
    }

    private static ProviderSession session(String sid) {
        return new ProviderSession("https://issuer.example", sid);
    }

    @Test
    void whatRanOutIsNoSessionAndItsPersonIsNamedToWhoeverSignsInNext() {
        sessions.begin(session("morning"), "ada");
        clock.advance(Duration.ofHours(12).plusMillis(1));

        assertThat(sessions.isOn(session("morning"))).isFalse();
        assertThat(sessions.begin(session("evening"), "grace")).containsExactly("ada");
        assertThat(sessions.begin(session("night"), "grace")).as("once").isEmpty();
    }

    @Test
    void whoHasAnotherSessionIsNotNamed() {
        sessions.begin(session("morning"), "ada");
        clock.advance(Duration.ofHours(6));
        sessions.begin(session("noon"), "ada");
        clock.advance(Duration.ofHours(6).plusMillis(1));

        assertThat(sessions.begin(session("evening"), "grace")).isEmpty();
        assertThat(sessions.isOn(session("noon"))).isTrue();
    }

    @Test
    void whoeverSignsInAgainAfterTheirSessionRanOutKeepsWhatTheyHave() {
        sessions.begin(session("morning"), "ada");
        clock.advance(Duration.ofHours(13));

        assertThat(sessions.begin(session("evening"), "ada")).isEmpty();
    }

    @Test
    void thePersonIsNamedWithTheirLastSessionAlone() {
        sessions.begin(session("here"), "ada");
        sessions.begin(session("there"), "ada");

        assertThat(sessions.end(session("here"))).isEmpty();
        assertThat(sessions.end(session("there"))).contains("ada");
        assertThat(sessions.end(session("there"))).as("nobody began it").isEmpty();
    }
}
