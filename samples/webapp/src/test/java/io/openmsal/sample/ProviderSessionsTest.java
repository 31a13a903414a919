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

    private static ProviderSession provider(String sid) {
        return new ProviderSession("https://issuer.example", sid);
    }

    @Test
    void whatRanOutIsNoSessionAndIsFoundUntilSomebodyEndsIt() {
        sessions.begin("morning", provider("1"), "ada");
        assertThat(sessions.isOn("morning")).isTrue();
        clock.advance(Duration.ofHours(12).plusMillis(1));
        sessions.begin("evening", provider("2"), "grace");

        assertThat(sessions.isOn("morning")).isFalse();
        assertThat(sessions.hasOne("ada")).isFalse();
        assertThat(sessions.peopleWhoseSessionsRanOut()).containsExactly("ada");

        sessions.endThoseThatRanOut("ada");
        sessions.endThoseThatRanOut("grace");
        assertThat(sessions.peopleWhoseSessionsRanOut()).isEmpty();
        assertThat(sessions.isOn("evening")).isTrue();
    }

    @Test
    void whoHasALaterSessionStillHasOne() {
        sessions.begin("morning", provider("1"), "ada");
        clock.advance(Duration.ofHours(6));
        sessions.begin("noon", provider("2"), "ada");
        clock.advance(Duration.ofHours(6).plusMillis(1));

        assertThat(sessions.peopleWhoseSessionsRanOut()).containsExactly("ada");
        assertThat(sessions.hasOne("ada")).isTrue();
    }

    @Test
    void thePersonIsNamedWithTheirLastSessionAlone() {
        sessions.begin("here", provider("1"), "ada");
        sessions.begin("there", provider("2"), "ada");

        assertThat(sessions.end("here")).isEmpty();
        assertThat(sessions.end("there")).contains("ada");
        assertThat(sessions.end("there")).as("nobody began it").isEmpty();
    }

    @Test
    void alsoWhenItRanOutBefore() {
        sessions.begin("morning", provider("1"), "ada");
        clock.advance(Duration.ofHours(13));

        assertThat(sessions.end("morning")).contains("ada");
    }

    @Test
    void aBrowserThatWasStartedAnewHasAnotherSessionOfTheSameOneAtTheProvider() {
        sessions.begin("before", provider("1"), "ada");
        sessions.begin("after", provider("1"), "ada");

        assertThat(sessions.end("before")).isEmpty();
        assertThat(sessions.isOn("after")).isTrue();
    }

    @Test
    void theProviderEndsAllThatCameFromOneOfIts() {
        sessions.begin("before", provider("1"), "ada");
        sessions.begin("after", provider("1"), "ada");

        assertThat(sessions.end(new ProviderSession("https://other.example", "1")))
                .isEmpty();
        assertThat(sessions.isOn("after")).isTrue();

        assertThat(sessions.end(provider("1"))).contains("ada");
        assertThat(sessions.isOn("before")).isFalse();
        assertThat(sessions.isOn("after")).isFalse();
    }
}
